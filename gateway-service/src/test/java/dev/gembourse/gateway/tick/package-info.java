@NullMarked
package dev.gembourse.gateway.tick;

import org.jspecify.annotations.NullMarked;
