/**
 * Orders that wait: placed, cancelled and shown by {@link dev.gembourse.gateway.order.OrderController}, and what waits of an asset by {@link
 * dev.gembourse.gateway.order.BookController}.
 */
@NullMarked
package dev.gembourse.gateway.order;

import org.jspecify.annotations.NullMarked;
