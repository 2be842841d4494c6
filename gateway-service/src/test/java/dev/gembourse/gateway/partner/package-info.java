@NullMarked
package dev.gembourse.gateway.partner;

import org.jspecify.annotations.NullMarked;
