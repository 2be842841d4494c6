@NullMarked
package dev.gembourse.gateway.ops;

import org.jspecify.annotations.NullMarked;
