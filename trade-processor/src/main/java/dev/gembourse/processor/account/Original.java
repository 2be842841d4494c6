package dev.gembourse.processor.account;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is to be taken back.
 *
 * @param outcome what became of it
 * @param reversedBy what has taken it back before; null if nothing has
 */
public record Original(TradingEvent outcome, @Nullable OperationId reversedBy) {}
