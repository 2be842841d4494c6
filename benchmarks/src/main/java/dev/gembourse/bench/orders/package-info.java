/**
 * Orders that fill each other, beside trades with the house. Read {@link dev.gembourse.bench.orders.OrdersBench} first.
 */
@NullMarked
package dev.gembourse.bench.orders;

import org.jspecify.annotations.NullMarked;
