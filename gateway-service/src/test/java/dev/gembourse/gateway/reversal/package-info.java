@NullMarked
package dev.gembourse.gateway.reversal;

import org.jspecify.annotations.NullMarked;
