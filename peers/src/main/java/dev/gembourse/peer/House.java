package dev.gembourse.peer;

import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A trade at the house price, without a fee: the rule that all peers share. */
final class House {

    private static final int CENTS = 2;
    private static final int COST_SCALE = 8;

    private House() {}

    /** What an account holds of a unit. */
    record Holding(BigDecimal quantity, BigDecimal cost, BigDecimal pnl) {
        static final Holding NONE = new Holding(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** The event, and what the account holds afterwards. */
    record Done(TradeSettled event, Holding cash, Holding asset) {}

    static Done trade(PlaceTrade trade, Quotes.Quote quote, Holding cash, Holding asset, Instant now) {
        BigDecimal quantity = Objects.requireNonNull(trade.quantity()).value();
        BigDecimal notional = quote.price().multiply(quantity).setScale(CENTS, RoundingMode.HALF_EVEN);
        boolean buys = trade.side() == Side.BUY;
        BigDecimal pnl = null;
        Holding after;
        if (buys) {
            after = new Holding(asset.quantity().add(quantity), asset.cost().add(notional), asset.pnl());
        } else {
            BigDecimal cost =
                    asset.cost().multiply(quantity).divide(asset.quantity(), COST_SCALE, RoundingMode.HALF_EVEN);
            pnl = notional.subtract(cost);
            after = new Holding(
                    asset.quantity().subtract(quantity),
                    asset.cost().subtract(cost),
                    asset.pnl().add(pnl));
        }
        BigDecimal left =
                buys ? cash.quantity().subtract(notional) : cash.quantity().add(notional);
        if (left.signum() < 0 || after.quantity().signum() < 0) {
            throw new IllegalStateException("expected enough for " + trade);
        }
        return new Done(
                event(trade, quote, notional, pnl, left, after, now),
                new Holding(left, cash.cost(), cash.pnl()),
                after);
    }

    private static TradeSettled event(
            PlaceTrade trade,
            Quotes.Quote quote,
            BigDecimal notional,
            @Nullable BigDecimal pnl,
            BigDecimal cash,
            Holding asset,
            Instant now) {
        BigDecimal average = asset.quantity().signum() == 0
                ? BigDecimal.ZERO
                : asset.cost().divide(asset.quantity(), COST_SCALE, RoundingMode.HALF_EVEN);
        return new TradeSettled(
                trade.operationId(),
                trade.accountId(),
                trade.symbol(),
                quote.name(),
                trade.side(),
                Objects.requireNonNull(trade.quantity()),
                new Price(quote.price()),
                notional,
                Currencies.USD,
                BigDecimal.ZERO,
                pnl,
                cash,
                asset.quantity(),
                average,
                now);
    }
}
