@NullMarked
package dev.gembourse.gateway.trade;

import org.jspecify.annotations.NullMarked;
