package dev.gembourse.bench.invariant;

import dev.gembourse.bench.invariant.Books.Book;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.PermitShorting;
import dev.gembourse.events.trading.TradingEvent.ShortingPermitted;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Who may sell short, and what is owed and held for it. */
final class Shorts {

    private static final BigDecimal MARGIN = new BigDecimal("-1.5");

    private final Books books;

    Shorts(Books books) {
        this.books = books;
    }

    @Nullable
    String permitted(TradingCommand command, ShortingPermitted event) {
        AccountId account = command.accountId();
        if (books.find(account) == null
                || !(command instanceof PermitShorting permit)
                || permit.permitted() != event.permitted()) {
            return Model.differs(command, event);
        }
        if (event.permitted()) {
            books.mayShort.add(account);
        } else {
            books.mayShort.remove(account);
        }
        return null;
    }

    /**
     * A sale of what is not held, or a buy of what is owed.
     *
     * @param scale the decimals of the currency
     */
    @Nullable
    String traded(Book book, TradeSettled trade, int scale) {
        Unit unit = trade.symbol().unit();
        Position owed = book.owed(unit);
        Position cash = book.of(trade.currency());
        BigDecimal quantity = trade.quantity().value();
        BigDecimal before = margin(owed, scale);
        BigDecimal gained = null;
        if (trade.side() == Side.SELL_SHORT) {
            if (book.of(unit).quantity.signum() > 0 || !books.mayShort.contains(trade.accountId())) {
                return "expected nothing to be sold short of what is held, or without a permission, but got " + trade;
            }
            owed.buy(quantity.negate(), trade.fee().subtract(trade.notional()));
        } else {
            if (owed.quantity.negate().compareTo(quantity) < 0) {
                return "expected at most what is owed to be bought but there are " + owed + " for " + trade;
            }
            gained = owed.sell(
                    quantity.negate(), trade.notional().add(trade.fee()).negate());
        }
        boolean sells = trade.side() == Side.SELL_SHORT;
        books.give("HOUSE", book.partition(), unit, sells ? quantity.negate() : quantity);
        books.move(
                "HOUSE",
                book.partition(),
                trade.currency(),
                sells ? trade.notional() : trade.notional().negate(),
                cash);
        if (trade.fee().signum() > 0) {
            books.move("FEES", book.partition(), trade.currency(), trade.fee().negate(), cash);
        }
        BigDecimal more = margin(owed, scale).subtract(before);
        Position held = book.held(trade.currency());
        held.quantity = held.quantity.add(more);
        cash.quantity = cash.quantity.subtract(more);
        boolean agrees = Model.agrees(cash.quantity, trade.cash(), trade) == null
                && owed.quantity.compareTo(trade.position()) == 0
                && owed.averageCost().compareTo(trade.averageCost()) == 0
                && Model.isSame(more, trade.held())
                && Model.isSame(gained, trade.realisedPnl());
        return agrees
                ? null
                : "expected cash %s, owed %s, held %s more, gained %s but got %s"
                        .formatted(cash, owed, more, gained, trade);
    }

    /**
     * How much cash it takes to sell so much short, or to cover it, without a fee: what is paid, and what is held more than before. Below 0
     * where it brings cash.
     *
     * @param notional with the decimals of the currency
     */
    static BigDecimal needed(Position owed, Side side, BigDecimal quantity, BigDecimal notional) {
        Position after = owed.copy();
        BigDecimal paid = side == Side.BUY ? notional : notional.negate();
        if (side == Side.BUY) {
            after.sell(quantity.negate(), paid.negate());
        } else {
            after.buy(quantity.negate(), paid);
        }
        int scale = notional.scale();
        return margin(after, scale).subtract(margin(owed, scale)).add(paid);
    }

    private static BigDecimal margin(Position owed, int scale) {
        return owed.cost.multiply(MARGIN).setScale(scale, RoundingMode.HALF_EVEN);
    }
}
