/**
 * Trades, one by one ({@link dev.gembourse.gateway.trade.TradeController}) and by the thousand
 * ({@link dev.gembourse.gateway.trade.BatchController}).
 */
@NullMarked
package dev.gembourse.gateway.trade;

import org.jspecify.annotations.NullMarked;
