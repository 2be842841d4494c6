package dev.gembourse.processor.account;

import static dev.gembourse.events.trading.TradingRefusal.BALANCE_TOO_LARGE;
import static dev.gembourse.events.trading.TradingRefusal.INSUFFICIENT_CASH;
import static dev.gembourse.events.trading.TradingRefusal.POSITION_IS_LONG;
import static dev.gembourse.events.trading.TradingRefusal.POSITION_IS_SHORT;
import static dev.gembourse.events.trading.TradingRefusal.SHORTING_NOT_PERMITTED;

import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides trades of what an account owes. Whoever sells short receives notional - fee and has the {@link Holding#margin} held;
 * whoever covers has the margin released that is needed no longer, and pays notional + fee. An asset is never held and owed at once.
 */
final class ShortRules {

    private final FeeRate feeRate;

    ShortRules(FeeRate feeRate) {
        this.feeRate = feeRate;
    }

    TradingEvent sell(
            Account account,
            Holding owed,
            PlaceTrade trade,
            Quote quote,
            BigDecimal quantity,
            BigDecimal notional,
            Instant now) {
        if (!account.mayShort()) {
            String detail = "expected an account that may sell what it does not hold";
            return AccountRules.refuse(trade, SHORTING_NOT_PERMITTED, detail, now);
        }
        BigDecimal had = account.holding(quote.unit()).quantity();
        if (had.signum() > 0) {
            String detail =
                    "expected nothing of %s to be held but got %s".formatted(trade.symbol(), had.toPlainString());
            return AccountRules.refuse(trade, POSITION_IS_LONG, detail, now);
        }
        BigDecimal fee = feeRate.of(notional);
        BigDecimal proceeds = notional.subtract(fee);
        Holding position = owed.bought(quantity.negate(), proceeds.negate());
        return settled(account, owed, position, trade, quote, quantity, notional, fee, null, proceeds, now);
    }

    /** @param owed more than nothing */
    TradingEvent cover(
            Account account,
            Holding owed,
            PlaceTrade trade,
            Quote quote,
            BigDecimal quantity,
            BigDecimal notional,
            Instant now) {
        if (quantity.compareTo(owed.quantity().negate()) > 0) {
            return owes(trade, owed, now);
        }
        BigDecimal fee = feeRate.of(notional);
        BigDecimal cost = notional.add(fee);
        BigDecimal brought = owed.costOf(quantity.negate()).negate();
        BigDecimal pnl = Amounts.atLeast(quote.currencyScale(), brought.subtract(cost));
        Holding position = owed.sold(quantity.negate(), brought.negate(), pnl);
        return settled(account, owed, position, trade, quote, quantity, notional, fee, pnl, cost.negate(), now);
    }

    static TradingEvent owes(PlaceTrade trade, Holding owed, Instant now) {
        String detail = "expected a buy of at most the %s %s that are owed"
                .formatted(owed.quantity().negate().toPlainString(), trade.symbol());
        return AccountRules.refuse(trade, POSITION_IS_SHORT, detail, now);
    }

    /** @param moved what comes in, or below 0 what goes out, of the currency */
    private static TradingEvent settled(
            Account account,
            Holding before,
            Holding after,
            PlaceTrade trade,
            Quote quote,
            BigDecimal quantity,
            BigDecimal notional,
            BigDecimal fee,
            @Nullable BigDecimal pnl,
            BigDecimal moved,
            Instant now) {
        Unit currency = quote.asset().currency();
        int scale = quote.currencyScale();
        BigDecimal held = after.margin(scale).subtract(before.margin(scale));
        BigDecimal had = account.holding(currency).quantity();
        BigDecimal needed = held.subtract(moved);
        if (had.compareTo(needed) < 0) {
            String detail = AccountRules.insufficient(needed, currency, quote.inCurrency(had));
            return AccountRules.refuse(trade, INSUFFICIENT_CASH, detail, now);
        }
        if (Amounts.isTooLarge(after.quantity().negate())) {
            return AccountRules.refuse(trade, BALANCE_TOO_LARGE, AccountRules.tooLarge(trade.symbol()), now);
        }
        BigDecimal cash = had.subtract(needed);
        BigDecimal most = had.add(moved.signum() > 0 ? notional : held.negate()).max(cash);
        BigDecimal allHeld = account.holding(currency, Bucket.HELD).quantity().add(held);
        if (Amounts.isTooLarge(most) || Amounts.isTooLarge(allHeld)) {
            return AccountRules.refuse(trade, BALANCE_TOO_LARGE, AccountRules.tooLarge(currency), now);
        }
        return TradeRules.settled(trade, quote, quantity, notional, fee, pnl, cash, after, held, now);
    }
}
