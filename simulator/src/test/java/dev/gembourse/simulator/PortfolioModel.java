package dev.gembourse.simulator;

import static dev.gembourse.simulator.Findings.require;

import dev.gembourse.events.trading.OperationKind;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.AccountState;
import dev.gembourse.processor.account.Booking;
import dev.gembourse.processor.account.Bucket;
import dev.gembourse.processor.account.SystemOwner;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * I12: portfolios, recomputed from the journal of settlement alone: books from the transfers that each event makes, bases and lots from its
 * trades. The tables have to hold that and nothing else.
 */
final class PortfolioModel {

    private static final BigDecimal NO = BigDecimal.ZERO;

    private final Database database;
    private final Map<AccountId, AccountState> accounts = new HashMap<>();
    private final Map<List<Object>, TradeSettled> trades = new HashMap<>();
    private final Map<List<Object>, Long> seqs = new HashMap<>();
    private final Set<List<Object>> reversed = new HashSet<>();
    private final Map<List<Object>, Book> books = new HashMap<>();
    private final Map<List<Object>, Held> holdings = new HashMap<>();
    private final Map<List<Object>, Closed> closed = new HashMap<>();
    private final Map<List<Object>, List<BigDecimal>> bookHours = new HashMap<>();
    private final Map<List<Object>, List<BigDecimal>> holdingHours = new HashMap<>();
    private long tape;

    private static final class Book {
        BigDecimal cash = NO;
        BigDecimal deposits = NO;
        BigDecimal fees = NO;
        BigDecimal realised = NO;
        long wins;
        long losses;
        long breakEven;
    }

    private static final class Held {
        BigDecimal quantity = NO;
        BigDecimal basis = NO;
        final TreeMap<Long, BigDecimal> lots = new TreeMap<>();
    }

    /** What an operation has closed: the basis, and of each lot so much. */
    private record Closed(BigDecimal basis, List<Map.Entry<Long, BigDecimal>> lots) {}

    PortfolioModel(Database database) {
        this.database = database;
    }

    void check() {
        require(
                database.table("portfolio.quarantine").committed.isEmpty(),
                "I12: events were put aside: %s",
                database.table("portfolio.quarantine").committed.values());
        for (int p = 0; p < Records.PARTITIONS; p++) {
            for (Row row : JournalWalk.rows(database, "trading", p)) {
                replay(LedgerModel.read(row), row.number("seq"));
            }
        }
        same("book", bookHours, "cash", "deposits", "realised", "fees", "wins", "losses", "break_even");
        same("holding_hour", holdingHours, "quantity", "basis");
        Map<List<Object>, List<BigDecimal>> now = new HashMap<>();
        Map<List<Object>, List<BigDecimal>> lots = new HashMap<>();
        holdings.forEach((key, held) -> {
            AccountState account = Objects.requireNonNull(accounts.get(new AccountId((UUID) key.getFirst())));
            Unit asset = new Unit((String) key.getLast());
            BigDecimal net = account.holding(asset)
                    .costBasis()
                    .add(account.holding(asset, Bucket.SHORT).costBasis());
            now.put(key, List.of(held.quantity, held.basis, net, BigDecimal.valueOf(held.lots.size())));
            held.lots.forEach(
                    (seq, quantity) -> lots.put(List.of(key.getFirst(), key.getLast(), seq), List.of(quantity)));
        });
        same("holding", now, "quantity", "basis", "net_basis", "lots");
        same("lot", lots, "quantity");
        closings();
        require(
                database.table("portfolio.tape").committed.size() == tape,
                "I12: expected %d trades on the tape but there are %d",
                tape,
                database.table("portfolio.tape").committed.size());
    }

    private void replay(TradingEvent event, long seq) {
        for (Booking booking : Booking.of(event)) {
            BigDecimal amount =
                    booking.toPlayer() ? booking.amount() : booking.amount().negate();
            if (!isAsset(event, booking)) {
                SystemOwner counterparty = booking.counterparty();
                if (counterparty == null) {
                    continue; // what is held is cash as well
                }
                Book book = book(event, booking.unit());
                book.cash = book.cash.add(amount);
                switch (counterparty) {
                    case TREASURY, CLEARING -> book.deposits = book.deposits.add(amount);
                    case FEES -> book.fees = book.fees.subtract(amount);
                    case HOUSE, EXCHANGE -> {}
                }
            }
        }
        switch (event) {
            case TradeSettled trade -> trade(trade, seq);
            case OrderFilled fill -> trade(fill.asTrade(), seq);
            case OperationReversed reversal when reversal.kind() == OperationKind.TRADE -> reverse(reversal);
            default -> {}
        }
        AccountState after = AccountState.after(accounts.get(event.accountId()), event);
        if (after != null) {
            accounts.put(event.accountId(), after);
        }
        if (event instanceof OrderPlaced || event instanceof OrderEnded) {
            return; // what is held for an order is still there
        }
        for (Booking booking : Booking.of(event)) {
            if (isAsset(event, booking)) {
                Held held = holding(event, booking.unit());
                holdingHours.put(
                        List.of(event.accountId().value(), booking.unit().code(), hour(event)),
                        List.of(held.quantity, held.basis));
            } else {
                Book book = book(event, booking.unit());
                bookHours.put(
                        List.of(event.accountId().value(), booking.unit().code(), hour(event)),
                        List.of(
                                book.cash,
                                book.deposits,
                                book.realised,
                                book.fees,
                                BigDecimal.valueOf(book.wins),
                                BigDecimal.valueOf(book.losses),
                                BigDecimal.valueOf(book.breakEven)));
            }
        }
    }

    private void trade(TradeSettled trade, long seq) {
        tape++;
        trades.put(key(trade, trade.operationId()), trade);
        seqs.put(key(trade, trade.operationId()), seq);
        Held held = holding(trade, trade.symbol().unit());
        BigDecimal quantity = trade.quantity().value();
        boolean buys = trade.side() == Side.BUY;
        BigDecimal change = buys ? quantity : quantity.negate();
        BigDecimal worth = buys ? trade.notional() : trade.notional().negate();
        if (trade.realisedPnl() == null) {
            held.quantity = held.quantity.add(change);
            held.basis = held.basis.add(worth);
            held.lots.put(seq, quantity);
            return;
        }
        BigDecimal basis = part(held, quantity);
        held.quantity = held.quantity.add(change);
        held.basis = held.basis.subtract(basis);
        closed.put(key(trade, trade.operationId()), new Closed(basis, take(held, quantity, true)));
        Book book = book(trade, trade.currency());
        book.realised = book.realised.subtract(worth).subtract(basis);
        count(book, trade, 1);
    }

    private void reverse(OperationReversed reversal) {
        TradeSettled trade = Objects.requireNonNull(trades.get(key(reversal, reversal.original())));
        Held held = holding(reversal, trade.symbol().unit());
        Book book = book(reversal, trade.currency());
        BigDecimal quantity = trade.quantity().value();
        reversed.add(key(trade, trade.operationId()));
        Closed its = closed.get(key(trade, trade.operationId()));
        if (its != null) {
            held.quantity = held.quantity.add(quantity);
            held.basis = held.basis.add(its.basis);
            its.lots.forEach(lot -> held.lots.merge(lot.getKey(), lot.getValue(), BigDecimal::add));
            book.realised = book.realised.subtract(trade.notional()).add(its.basis);
            count(book, trade, -1);
            return;
        }
        BigDecimal basis = part(held, quantity);
        held.quantity = held.quantity.subtract(quantity);
        held.basis = held.basis.subtract(basis);
        book.realised = book.realised.add(trade.notional()).subtract(basis);
        BigDecimal rest = quantity.subtract(takeOwn(held, trade, quantity));
        if (rest.signum() > 0) {
            closed.put(key(reversal, reversal.operationId()), new Closed(basis, take(held, rest, false)));
        }
    }

    private static void count(Book book, TradeSettled trade, int by) {
        switch (Objects.requireNonNull(trade.realisedPnl()).signum()) {
            case 1 -> book.wins += by;
            case -1 -> book.losses += by;
            default -> book.breakEven += by;
        }
    }

    private BigDecimal takeOwn(Held held, TradeSettled trade, BigDecimal most) {
        long seq = Objects.requireNonNull(seqs.get(key(trade, trade.operationId())));
        BigDecimal left = held.lots.get(seq);
        if (left == null) {
            return NO;
        }
        BigDecimal taken = most.min(left);
        less(held, seq, taken);
        return taken;
    }

    private static List<Map.Entry<Long, BigDecimal>> take(Held held, BigDecimal quantity, boolean oldestFirst) {
        List<Map.Entry<Long, BigDecimal>> taken = new ArrayList<>();
        BigDecimal left = quantity;
        while (left.signum() > 0) {
            Map.Entry<Long, BigDecimal> lot = oldestFirst ? held.lots.firstEntry() : held.lots.lastEntry();
            require(lot != null, "I12: more is closed than was opened: %s", quantity);
            BigDecimal part = left.min(lot.getValue());
            taken.add(Map.entry(lot.getKey(), part));
            less(held, lot.getKey(), part);
            left = left.subtract(part);
        }
        return taken;
    }

    private static void less(Held held, long seq, BigDecimal by) {
        held.lots.compute(seq, (key, before) -> {
            BigDecimal after = Objects.requireNonNull(before).subtract(by);
            return after.signum() == 0 ? null : after;
        });
    }

    private static BigDecimal part(Held held, BigDecimal quantity) {
        return quantity.compareTo(held.quantity.abs()) == 0
                ? held.basis
                : held.basis.multiply(quantity).divide(held.quantity.abs(), 8, RoundingMode.HALF_EVEN);
    }

    private void closings() {
        Table table = database.table("portfolio.closing");
        require(
                table.committed.size() == closed.size(),
                "I12: expected %s to have closed something but got %s",
                closed.keySet(),
                table.committed.keySet());
        Map<List<Object>, List<BigDecimal>> lots = new HashMap<>();
        closed.forEach((operation, its) -> {
            Row row = table.committed.get(operation);
            require(
                    row != null
                            && row.decimal("basis").compareTo(its.basis) == 0
                            && row.has("reversed", reversed.contains(operation)),
                    "I12: expected %s by %s but the row is %s",
                    its,
                    operation,
                    row);
            for (int n = 0; n < its.lots.size(); n++) {
                lots.put(
                        List.of(row.uuid("account_id"), row.number("seq"), (long) n),
                        List.of(
                                BigDecimal.valueOf(its.lots.get(n).getKey()),
                                its.lots.get(n).getValue()));
            }
        });
        same("closed_lot", lots, "opened_seq", "quantity");
    }

    private void same(String name, Map<List<Object>, List<BigDecimal>> expected, String... columns) {
        Table table = database.table("portfolio." + name);
        require(
                table.committed.keySet().equals(expected.keySet()),
                "I12: expected rows %s in %s but got %s",
                expected.keySet(),
                name,
                table.committed.keySet());
        expected.forEach((key, values) -> {
            Row row = Objects.requireNonNull(table.committed.get(key));
            for (int i = 0; i < columns.length; i++) {
                require(
                        decimal(row.get(columns[i])).compareTo(values.get(i)) == 0,
                        "I12: expected %s = %s in %s but the row is %s",
                        columns[i],
                        values.get(i),
                        name,
                        row);
            }
        });
    }

    private static BigDecimal decimal(@Nullable Object value) {
        return value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) Objects.requireNonNull(value);
    }

    private boolean isAsset(TradingEvent event, Booking booking) {
        return switch (event) {
            case TradeSettled trade -> !booking.unit().equals(trade.currency());
            case OrderFilled fill -> !booking.unit().equals(fill.currency());
            case OperationReversed reversal
            when reversal.kind() == OperationKind.TRADE ->
                !booking.unit()
                        .equals(Objects.requireNonNull(trades.get(key(reversal, reversal.original())))
                                .currency());
            default -> false;
        };
    }

    private Book book(TradingEvent event, Unit unit) {
        return books.computeIfAbsent(List.of(event.accountId().value(), unit.code()), ignored -> new Book());
    }

    private Held holding(TradingEvent event, Unit unit) {
        return holdings.computeIfAbsent(List.of(event.accountId().value(), unit.code()), ignored -> new Held());
    }

    /** An operation's id is unique within its account alone. */
    private static List<Object> key(TradingEvent event, OperationId operation) {
        return List.of(event.accountId().value(), operation.value());
    }

    private static Object hour(TradingEvent event) {
        return event.occurredAt().truncatedTo(ChronoUnit.HOURS);
    }
}
