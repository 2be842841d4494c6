@NullMarked
package dev.gembourse.gateway.limit;

import org.jspecify.annotations.NullMarked;
