package dev.gembourse.processor.account;

import static dev.gembourse.events.trading.TradingRefusal.AMOUNT_SCALE_EXCEEDED;
import static dev.gembourse.events.trading.TradingRefusal.ASSET_RETIRED;
import static dev.gembourse.events.trading.TradingRefusal.BALANCE_TOO_LARGE;
import static dev.gembourse.events.trading.TradingRefusal.INSUFFICIENT_CASH;
import static dev.gembourse.events.trading.TradingRefusal.INSUFFICIENT_POSITION;
import static dev.gembourse.events.trading.TradingRefusal.MARKET_HALTED;
import static dev.gembourse.events.trading.TradingRefusal.NOTIONAL_ROUNDS_TO_ZERO;
import static dev.gembourse.events.trading.TradingRefusal.NOTIONAL_TOO_LARGE;
import static dev.gembourse.events.trading.TradingRefusal.NO_POSITION;
import static dev.gembourse.events.trading.TradingRefusal.ORDERS_ONLY;
import static dev.gembourse.events.trading.TradingRefusal.PRICE_STALE;
import static dev.gembourse.events.trading.TradingRefusal.QUANTITY_ROUNDS_TO_ZERO;
import static dev.gembourse.events.trading.TradingRefusal.QUANTITY_SCALE_EXCEEDED;
import static dev.gembourse.events.trading.TradingRefusal.UNKNOWN_SYMBOL;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ClosePosition;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides a trade at the house price. A buyer pays notional + fee, a seller receives notional - fee; what is owed is up to {@link ShortRules}. */
final class TradeRules {

    private final Quotes quotes;
    private final FeeRate feeRate;
    private final ShortRules shorts;

    TradeRules(Quotes quotes, FeeRate feeRate) {
        this.quotes = quotes;
        this.feeRate = feeRate;
        this.shorts = new ShortRules(feeRate);
    }

    TradingEvent decide(Account account, PlaceTrade trade, Instant now) {
        Quote quote = quotes.of(trade.symbol());
        if (quote == null) {
            return no(trade, UNKNOWN_SYMBOL, "expected a listed asset but got " + trade.symbol(), now);
        }
        if (quote.asset().book() != null) {
            return ordersOnly(trade, quote, now);
        }
        AssetStatus status = quote.asset().status();
        if (status == AssetStatus.HALTED) {
            return no(trade, MARKET_HALTED, "expected " + trade.symbol() + " to be traded but it is halted", now);
        }
        Holding owed = account.holding(quote.unit(), Bucket.SHORT);
        if (status != AssetStatus.ACTIVE && trade.side() != Side.SELL && !covers(trade, owed)) {
            return no(trade, ASSET_RETIRED, "expected a sale: " + trade.symbol() + " can be bought no more", now);
        }
        if (status != AssetStatus.RETIRED
                && quote.asset().isPriceStale(now)) { // what is retired has no ticks and can be sold
            String detail = "expected a price that is at most %s s old but the newest is of %s"
                    .formatted(quote.asset().maxPriceAgeSeconds(), quote.asset().priceAt());
            return no(trade, PRICE_STALE, detail, now);
        }
        if (trade.notional() != null && trade.notional().scale() > quote.currencyScale()) {
            String detail = AccountRules.tooFine("notional", quote.currencyScale(), trade.notional());
            return no(trade, AMOUNT_SCALE_EXCEEDED, detail, now);
        }
        BigDecimal quantity = quantityOf(trade, quote);
        if (quantity.scale() > quote.asset().scale()) {
            String detail = AccountRules.tooFine("quantity", quote.asset().scale(), quantity);
            return no(trade, QUANTITY_SCALE_EXCEEDED, detail, now);
        }
        if (quantity.signum() == 0) {
            return no(
                    trade, QUANTITY_ROUNDS_TO_ZERO, "expected the notional to buy at least the smallest quantity", now);
        }
        BigDecimal notional = quote.notional(quantity);
        if (notional.signum() == 0) {
            return no(trade, NOTIONAL_ROUNDS_TO_ZERO, "expected price × quantity to be worth something", now);
        }
        if (Amounts.isTooLarge(notional)) {
            return no(trade, NOTIONAL_TOO_LARGE, "expected price × quantity under 10^20", now);
        }
        return switch (trade.side()) {
            case BUY ->
                covers(trade, owed)
                        ? shorts.cover(account, owed, trade, quote, quantity, notional, now)
                        : buy(account, trade, quote, quantity, notional, now);
            case SELL ->
                owed.quantity().signum() < 0
                        ? ShortRules.owes(trade, owed, now)
                        : sell(account, trade, quote, quantity, notional, now);
            case SELL_SHORT -> shorts.sell(account, owed, trade, quote, quantity, notional, now);
        };
    }

    /** As the sale of so much, or as the buy that covers it. */
    TradingEvent decide(Account account, ClosePosition close, Instant now) {
        Quote quote = quotes.of(close.symbol());
        if (quote == null) {
            return no(close, UNKNOWN_SYMBOL, "expected a listed asset but got " + close.symbol(), now);
        }
        if (quote.asset().book() != null) {
            return ordersOnly(close, quote, now);
        }
        BigDecimal owed = account.holding(quote.unit(), Bucket.SHORT).quantity().negate();
        Side side = owed.signum() > 0 ? Side.BUY : Side.SELL;
        BigDecimal held =
                side == Side.BUY ? owed : account.holding(quote.unit()).quantity();
        if (held.signum() == 0) {
            return no(close, NO_POSITION, "expected a position in " + close.symbol() + " but there is none", now);
        }
        BigDecimal quantity = quantityOf(close, held, quote);
        if (quantity.signum() == 0) {
            String detail = "expected at least the smallest quantity but got %s %% of %s"
                    .formatted(close.percentage(), Amounts.plain(held).toPlainString());
            return no(close, QUANTITY_ROUNDS_TO_ZERO, detail, now);
        }
        PlaceTrade sale = new PlaceTrade(
                close.operationId(),
                close.accountId(),
                close.symbol(),
                side,
                new Quantity(quantity),
                null,
                close.marketAtLeast(),
                close.submittedAt());
        return decide(account, sale, now);
    }

    private static TradingEvent ordersOnly(TradingCommand trade, Quote quote, Instant now) {
        String detail = "expected an order: %s has an order book"
                .formatted(quote.asset().symbol());
        return no(trade, ORDERS_ONLY, detail, now);
    }

    private static boolean covers(PlaceTrade trade, Holding owed) {
        return trade.side() == Side.BUY && owed.quantity().signum() < 0;
    }

    private static BigDecimal quantityOf(ClosePosition close, BigDecimal held, Quote quote) {
        if (close.quantity() != null) {
            return close.quantity().value();
        }
        return close.percentage() == null ? held : quote.partOf(held, close.percentage());
    }

    private TradingEvent buy(
            Account account, PlaceTrade trade, Quote quote, BigDecimal quantity, BigDecimal notional, Instant now) {
        Unit currency = quote.asset().currency();
        BigDecimal fee = feeRate.of(notional);
        BigDecimal cost = notional.add(fee);
        BigDecimal cash = account.holding(currency).quantity();
        if (cash.compareTo(cost) < 0) {
            return no(trade, INSUFFICIENT_CASH, AccountRules.insufficient(cost, currency, quote.inCurrency(cash)), now);
        }
        Holding position = account.holding(quote.unit()).bought(quantity, cost);
        if (Amounts.isTooLarge(position.quantity())) {
            return no(trade, BALANCE_TOO_LARGE, AccountRules.tooLarge(trade.symbol()), now);
        }
        return settled(trade, quote, quantity, notional, fee, null, cash.subtract(cost), position, null, now);
    }

    private TradingEvent sell(
            Account account, PlaceTrade trade, Quote quote, BigDecimal quantity, BigDecimal notional, Instant now) {
        Holding held = account.holding(quote.unit());
        if (held.quantity().compareTo(quantity) < 0) {
            String detail = AccountRules.insufficient(quantity, trade.symbol(), held.quantity());
            return no(trade, INSUFFICIENT_POSITION, detail, now);
        }
        Unit currency = quote.asset().currency();
        BigDecimal cash = account.holding(currency).quantity().add(notional);
        if (Amounts.isTooLarge(cash)) {
            return no(trade, BALANCE_TOO_LARGE, AccountRules.tooLarge(currency), now);
        }
        BigDecimal fee = feeRate.of(notional);
        BigDecimal cost = held.costOf(quantity);
        BigDecimal pnl =
                Amounts.atLeast(quote.currencyScale(), notional.subtract(fee).subtract(cost));
        Holding position = held.sold(quantity, cost, pnl);
        return settled(trade, quote, quantity, notional, fee, pnl, cash.subtract(fee), position, null, now);
    }

    private static BigDecimal quantityOf(PlaceTrade trade, Quote quote) {
        if (trade.quantity() != null) {
            return trade.quantity().value();
        }
        if (trade.notional() != null) {
            return quote.quantityFor(trade.notional());
        }
        throw new IllegalStateException("expected a trade of a quantity or a notional");
    }

    static TradeSettled settled(
            PlaceTrade trade,
            Quote quote,
            BigDecimal quantity,
            BigDecimal notional,
            BigDecimal fee,
            @Nullable BigDecimal pnl,
            BigDecimal cash,
            Holding position,
            @Nullable BigDecimal held,
            Instant now) {
        return new TradeSettled(
                trade.operationId(),
                trade.accountId(),
                trade.symbol(),
                quote.asset().name(),
                trade.side(),
                new Quantity(quantity),
                quote.asset().price(),
                notional,
                quote.asset().currency(),
                fee,
                pnl,
                cash,
                position.quantity(),
                position.averageCost(),
                held,
                now);
    }

    private static TradingEvent no(TradingCommand trade, TradingRefusal reason, String detail, Instant now) {
        return AccountRules.refuse(trade, reason, detail, now);
    }
}
