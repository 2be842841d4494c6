@NullMarked
package dev.gembourse.gateway.order;

import org.jspecify.annotations.NullMarked;
