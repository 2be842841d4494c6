package dev.gembourse.processor.portfolio;

import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.processor.portfolio.Portfolios.BookHour;
import dev.gembourse.processor.portfolio.Portfolios.Held;
import dev.gembourse.processor.portfolio.Portfolios.PositionHour;
import java.util.Objects;

/**
 * Writes what a batch has changed, each row once. Everything happens within the engine's transaction, which holds the row of each
 * partition concerned in {@code progress}; no other transaction writes these rows, so the order of row locks does not matter.
 */
final class PortfolioTables {

    private static final String SAVE_BOOK = """
            insert into book (account_id, currency, hour, cash, deposits, realised, realised_net, fees, wins, losses, break_even)
            select *
              from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::bigint[], ?::bigint[], ?::bigint[])
                on conflict (account_id, currency, hour) do update
               set cash = excluded.cash, deposits = excluded.deposits, realised = excluded.realised, realised_net = excluded.realised_net,
                   fees = excluded.fees, wins = excluded.wins, losses = excluded.losses, break_even = excluded.break_even
            """;

    private static final String CHANGE_HOLDING = """
            update holding h
               set quantity = u.quantity, basis = u.basis, net_basis = u.net_basis, lots = u.lots
              from unnest(?::uuid[], ?::text[], ?::numeric[], ?::numeric[], ?::numeric[], ?::integer[])
                   as u (account_id, symbol, quantity, basis, net_basis, lots)
             where h.account_id = u.account_id and h.symbol = u.symbol
            """;

    private static final String SAVE_HOLDING_HOUR = """
            insert into holding_hour (account_id, symbol, hour, quantity, basis)
            select *
              from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::numeric[], ?::numeric[])
                on conflict (account_id, symbol, hour) do update
               set quantity = excluded.quantity, basis = excluded.basis
            """;

    private static final String CHANGE_LOT = """
            update lot l
               set price = u.price, quantity = u.quantity, amount = u.amount, fee = u.fee
              from unnest(?::uuid[], ?::text[], ?::bigint[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[])
                   as u (account_id, symbol, seq, price, quantity, amount, fee)
             where l.account_id = u.account_id and l.symbol = u.symbol and l.seq = u.seq
            """;

    private static final String DELETE_LOT = """
            delete from lot l
             using unnest(?::uuid[], ?::text[], ?::bigint[]) as gone (account_id, symbol, seq)
             where l.account_id = gone.account_id and l.symbol = gone.symbol and l.seq = gone.seq
            """;

    private static final String TAKE_BACK = """
            update closing c
               set reversed = true
              from unnest(?::uuid[], ?::uuid[]) as back (account_id, operation_id)
             where c.account_id = back.account_id and c.operation_id = back.operation_id
            """;

    private static final String OPEN_AGAIN = """
            update closed_lot c
               set reversed = true
              from unnest(?::uuid[], ?::bigint[], ?::smallint[]) as again (account_id, seq, n)
             where c.account_id = again.account_id and c.seq = again.seq and c.n = again.n
            """;

    private final Rows books = Rows.given(SAVE_BOOK);
    private final Rows newHoldings =
            Rows.into("holding", "account_id", "symbol", "currency", "quantity", "basis", "net_basis", "lots");
    private final Rows changedHoldings = Rows.given(CHANGE_HOLDING);
    private final Rows newHoldingHours = Rows.into("holding_hour", "account_id", "symbol", "hour", "quantity", "basis");
    private final Rows holdingHours = Rows.given(SAVE_HOLDING_HOUR);
    private final Rows newLots =
            Rows.into("lot", "account_id", "symbol", "seq", "trade", "opened_at", "price", "quantity", "amount", "fee");
    private final Rows changedLots = Rows.given(CHANGE_LOT);
    private final Rows goneLots = Rows.given(DELETE_LOT);
    private final Rows takenBack = Rows.given(TAKE_BACK);
    private final Rows openAgain = Rows.given(OPEN_AGAIN);
    private final Rows closings = Rows.into(
            "closing",
            "operation_id",
            "account_id",
            "symbol",
            "currency",
            "seq",
            "at",
            "is_trade",
            "basis",
            "realised",
            "realised_net",
            "reversed");
    private final Rows closedLots = Rows.into(
            "closed_lot",
            "account_id",
            "seq",
            "n",
            "symbol",
            "currency",
            "is_short",
            "quantity",
            "entry_price",
            "entry_amount",
            "entry_fee",
            "exit_price",
            "exit_amount",
            "exit_fee",
            "opened_seq",
            "opened_at",
            "closed_at",
            "opened_by",
            "closed_by",
            "reversed");
    private final Rows tape = Rows.into("tape", "symbol", "at", "partition", "seq", "side", "quantity", "price");

    /** Keeps a trade for {@link #write}. */
    void tell(TradeSettled trade, StreamPosition at) {
        tape.text(trade.symbol().value())
                .timestamptz(trade.occurredAt())
                .integer(at.partition())
                .bigint(at.index())
                .text(trade.side().name())
                .numeric(trade.quantity().value())
                .numeric(trade.price().value())
                .endRow();
    }

    /** Adds everything that has changed to what the batch writes. */
    void write(Portfolios portfolios, Writes writes) {
        portfolios.changedBooks().forEach(this::add);
        portfolios.changedHours().forEach((key, held) -> {
            Position position = Objects.requireNonNull(portfolios.find(key.position()));
            add(position.isNew() ? newHoldingHours : holdingHours, key, held);
        });
        portfolios.changedPositions().forEach(this::add);
        portfolios.newClosings().forEach(this::add);
        portfolios.takenBack().forEach(this::takeBack);
        writes.add(books);
        writes.add(newHoldings);
        writes.add(changedHoldings);
        writes.add(newHoldingHours);
        writes.add(holdingHours);
        writes.add(newLots);
        writes.add(changedLots);
        writes.add(goneLots);
        writes.add(closings);
        writes.add(closedLots);
        writes.add(takenBack);
        writes.add(openAgain);
        writes.add(tape);
    }

    private void add(BookHour key, Book book) {
        books.uuid(key.book().account().value())
                .text(key.book().currency().code())
                .timestamptz(key.hour())
                .numeric(book.cash())
                .numeric(book.deposits())
                .numeric(book.realised())
                .numeric(book.realisedNet())
                .numeric(book.fees())
                .bigint(book.wins())
                .bigint(book.losses())
                .bigint(book.breakEven())
                .endRow();
    }

    private static void add(Rows hours, PositionHour key, Held held) {
        hours.uuid(key.position().account().value())
                .text(key.position().symbol().value())
                .timestamptz(key.hour())
                .numeric(held.quantity())
                .numeric(held.basis())
                .endRow();
    }

    private void add(Position position) {
        Rows holdings = position.isNew() ? newHoldings : changedHoldings;
        holdings.uuid(position.key().account().value())
                .text(position.key().symbol().value());
        if (position.isNew()) {
            holdings.text(position.currency().code());
        }
        holdings.numeric(position.quantity())
                .numeric(position.basis())
                .numeric(position.netBasis())
                .integer(position.countLots())
                .endRow();
        position.toInsert().forEach(lot -> insert(position, lot));
        position.toUpdate().forEach(lot -> update(position, lot));
        for (long seq : position.toDelete()) {
            goneLots.uuid(position.key().account().value())
                    .text(position.key().symbol().value())
                    .bigint(seq)
                    .endRow();
        }
    }

    private void insert(Position position, Lot lot) {
        newLots.uuid(position.key().account().value())
                .text(position.key().symbol().value())
                .bigint(lot.seq())
                .uuid(lot.trade().value())
                .timestamptz(lot.openedAt())
                .numeric(lot.price())
                .numeric(lot.quantity())
                .numeric(lot.amount())
                .numeric(lot.fee())
                .endRow();
    }

    private void update(Position position, Lot lot) {
        changedLots
                .uuid(position.key().account().value())
                .text(position.key().symbol().value())
                .bigint(lot.seq())
                .numeric(lot.price())
                .numeric(lot.quantity())
                .numeric(lot.amount())
                .numeric(lot.fee())
                .endRow();
    }

    private void add(Closing closing) {
        closings.uuid(closing.operation().value())
                .uuid(closing.account().value())
                .text(closing.symbol().value())
                .text(closing.currency().code())
                .bigint(closing.seq())
                .timestamptz(closing.at())
                .bool(closing.isTrade())
                .numeric(closing.basis())
                .numeric(closing.realised())
                .numeric(closing.realisedNet())
                .bool(closing.reversed())
                .endRow();
        closing.lots().forEach(lot -> add(closing, lot));
    }

    private void add(Closing closing, ClosedLot lot) {
        closedLots
                .uuid(closing.account().value())
                .bigint(closing.seq())
                .smallint(lot.n())
                .text(closing.symbol().value())
                .text(closing.currency().code())
                .bool(lot.isShort())
                .numeric(lot.opened().quantity())
                .numeric(lot.opened().price())
                .numeric(lot.opened().amount())
                .numeric(lot.opened().fee())
                .numeric(lot.exitPrice())
                .numeric(lot.exitAmount())
                .numeric(lot.exitFee())
                .bigint(lot.opened().seq())
                .timestamptz(lot.opened().openedAt())
                .timestamptz(closing.at())
                .uuid(lot.opened().trade().value())
                .uuid(closing.operation().value())
                .bool(closing.reversed())
                .endRow();
    }

    private void takeBack(Closing closing) {
        takenBack
                .uuid(closing.account().value())
                .uuid(closing.operation().value())
                .endRow();
        for (ClosedLot lot : closing.lots()) {
            openAgain
                    .uuid(closing.account().value())
                    .bigint(closing.seq())
                    .smallint(lot.n())
                    .endRow();
        }
    }
}
