package dev.gembourse.gateway.trade;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.gateway.command.IdempotencyKey;
import dev.gembourse.gateway.edge.Amount;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One trade of a batch. */
@Schema(requiredProperties = {"accountId", "idempotencyKey", "side", "symbol"})
record BatchItem(
        AccountId accountId,
        IdempotencyKey idempotencyKey,
        Symbol symbol,
        Side side,
        @Nullable Quantity quantity,
        @Nullable Amount notional) {

    TradeRequest trade() {
        return new TradeRequest(symbol, side, quantity, notional);
    }
}
