/** What is done again and again while the gateway runs: {@link dev.gembourse.gateway.recurring.Recurring}. */
@NullMarked
package dev.gembourse.gateway.recurring;

import org.jspecify.annotations.NullMarked;
