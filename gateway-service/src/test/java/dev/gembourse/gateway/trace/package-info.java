@NullMarked
package dev.gembourse.gateway.trace;

import org.jspecify.annotations.NullMarked;
