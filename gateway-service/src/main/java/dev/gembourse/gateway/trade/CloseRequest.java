package dev.gembourse.gateway.trade;

import dev.gembourse.events.value.Quantity;
import dev.gembourse.gateway.edge.Amount;
import org.jspecify.annotations.Nullable;

/**
 * Asks to close a position; all of it when neither is given.
 *
 * @param quantity how much of the asset
 * @param percentage how much of what is held when it is settled, at most 100
 */
record CloseRequest(@Nullable Quantity quantity, @Nullable Amount percentage) {}
