@NullMarked
package dev.gembourse.gateway.market;

import org.jspecify.annotations.NullMarked;
