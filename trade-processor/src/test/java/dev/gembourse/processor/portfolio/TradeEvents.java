package dev.gembourse.processor.portfolio;

import static dev.gembourse.processor.fixture.Players.AT;
import static dev.gembourse.processor.fixture.Players.operation;

import dev.gembourse.events.trading.Compensation;
import dev.gembourse.events.trading.OperationKind;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trades of GOLD for USD as settlement tells them, with what portfolios take from them. */
final class TradeEvents {

    private TradeEvents() {}

    static TradeSettled settled(
            AccountId account, String key, Side side, String quantity, String price, String fee, @Nullable String pnl) {
        return settled(operation(account, key), account, side, quantity, price, fee, pnl);
    }

    static TradeSettled settled(
            OperationId operation,
            AccountId account,
            Side side,
            String quantity,
            String price,
            String fee,
            @Nullable String pnl) {
        return new TradeSettled(
                operation,
                account,
                new Symbol("GOLD"),
                "Gold",
                side,
                Quantity.of(quantity),
                Price.of(price),
                number(price).multiply(number(quantity)),
                Currencies.USD,
                number(fee),
                pnl == null ? null : number(pnl),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                AT);
    }

    /** As settlement takes a trade back that had no fee. */
    static OperationReversed reversed(TradeSettled trade, String costBasis, String realisedPnl) {
        boolean bought = trade.side() == Side.BUY;
        BigDecimal quantity = trade.quantity().value();
        List<Compensation> back = new ArrayList<>();
        back.add(compensation(
                Currencies.USD, bought ? trade.notional() : trade.notional().negate(), "0", "0"));
        back.add(compensation(trade.symbol().unit(), bought ? quantity.negate() : quantity, costBasis, realisedPnl));
        return new OperationReversed(
                operation(trade.accountId(), "back " + trade.operationId()),
                trade.accountId(),
                trade.operationId(),
                OperationKind.TRADE,
                new Note("by mistake"),
                back,
                AT);
    }

    private static Compensation compensation(Unit unit, BigDecimal amount, String cost, String pnl) {
        return new Compensation(unit, amount, "HOUSE", number(cost), number(pnl), BigDecimal.ZERO);
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
