@NullMarked
package dev.gembourse.gateway.unit;

import org.jspecify.annotations.NullMarked;
