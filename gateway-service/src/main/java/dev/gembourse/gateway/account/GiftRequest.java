package dev.gembourse.gateway.account;

import dev.gembourse.events.trading.TradingCommand.SendGift;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Unit;
import dev.gembourse.gateway.edge.Amount;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.unit.Units;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a gift.
 *
 * @param to who is to get it
 * @param unit a currency or virtual unit
 */
record GiftRequest(
        AccountId to, Unit unit, Amount amount, @Nullable Note message) {

    SendGift command(OperationId operation, AccountId from, Units units, Instant now) {
        Units.Named it = units.money(unit, amount, "/unit", "/amount", ProblemCode.UNKNOWN_UNIT);
        return new SendGift(operation, from, to, it.money(), message, it.definedAt(), now);
    }
}
