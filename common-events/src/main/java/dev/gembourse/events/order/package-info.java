/**
 * Orders that wait, hold and fill, as settlement and the market's order books speak of them. Read
 * {@link dev.gembourse.events.order.OrderTerms} first, then {@link dev.gembourse.events.order.Fill}.
 */
@NullMarked
package dev.gembourse.events.order;

import org.jspecify.annotations.NullMarked;
