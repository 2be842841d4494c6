/**
 * The language of accounts: {@link dev.gembourse.events.trading.TradingCommand} says what may be asked of an account,
 * {@link dev.gembourse.events.trading.TradingEvent} what became of it.
 */
@NullMarked
package dev.gembourse.events.trading;

import org.jspecify.annotations.NullMarked;
