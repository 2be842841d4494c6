package dev.gembourse.processor.verify;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.UnreadableMessage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Compares everything that follows from a partition's journal with it, event by event: operations, repetitions, reversals and transfers are
 * those that the events make and no others; accounts and balances are what they leave.
 */
final class LedgerCheck implements AutoCloseable {

    private static final String OPERATIONS = """
            select outcome_seq, operation_id
              from operation
             where partition = ?
             order by outcome_seq, operation_id
            """;

    private static final String REPETITIONS = """
            select journal_seq
              from repetition
             where partition = ?
             order by journal_seq
            """;

    /** In the order of the events that took them back; those without one come first. */
    private static final String REVERSALS = """
            select coalesce(o.outcome_seq, 0), r.operation_id, r.reversal_id
              from reversal r
              left join operation o on o.operation_id = r.reversal_id and o.partition = r.partition
             where r.partition = ?
             order by 1, r.operation_id
            """;

    /** What was taken back, by which operation, and where its outcome stands. */
    private record Reversal(long seq, UUID original, UUID reversal) {

        static Reversal read(ResultSet row) throws SQLException {
            return new Reversal(row.getLong(1), row.getObject(2, UUID.class), row.getObject(3, UUID.class));
        }

        @Override
        public String toString() {
            return "operation " + original + " to be taken back by " + reversal;
        }
    }

    /** An operation and where its outcome stands. */
    private record Outcome(long seq, UUID operation) {

        static Outcome read(ResultSet row) throws SQLException {
            return new Outcome(row.getLong(1), row.getObject(2, UUID.class));
        }

        @Override
        public String toString() {
            return "operation " + operation + " with the outcome " + seq;
        }
    }

    private final int partition;
    private final LedgerRows rows;
    private final FoldedLedger ledger;
    private final Cursor<Transfer> transfers;
    private final Cursor<Outcome> operations;
    private final Cursor<Long> repetitions;
    private final Cursor<Reversal> reversals;

    LedgerCheck(Connection snapshot, int partition) throws SQLException, Broken {
        this.partition = partition;
        this.rows = new LedgerRows(snapshot, partition);
        this.ledger = rows.names();
        this.transfers = new Cursor<>(snapshot, Transfer.OF_PARTITION, partition, Transfer::read);
        this.operations = new Cursor<>(snapshot, OPERATIONS, partition, Outcome::read);
        this.repetitions = new Cursor<>(snapshot, REPETITIONS, partition, row -> row.getLong(1));
        this.reversals = new Cursor<>(snapshot, REVERSALS, partition, Reversal::read);
    }

    void next(JournalRow row) throws SQLException, Broken {
        StreamPosition position = new StreamPosition(partition, row.seq());
        String place = "trading event " + position;
        TradingEvent event = read(place, row);
        UUID operation = event.operationId().value();
        if (!row.correlationId().equals(operation.toString())) {
            throw new Broken(place, "the correlation id " + operation, row.correlationId());
        }
        if (event.concludesOperation()) {
            expect(place, operations, new Outcome(row.seq(), operation));
        }
        if (event instanceof CommandRepeated) {
            expect(place + " among repetitions", repetitions, row.seq());
        }
        if (event instanceof OperationReversed reversed) {
            UUID original = reversed.original().value();
            expect(place + " among reversals", reversals, new Reversal(row.seq(), original, operation));
        }
        List<Transfer> made = ledger.book(place, event, position);
        for (Transfer transfer : made) {
            expect("trading transfer " + position + "." + transfer.n(), transfers, transfer);
        }
        expectNoMore(row.seq());
    }

    /** After the last event. */
    void end() throws SQLException, Broken {
        expectNoMore(Long.MAX_VALUE);
        rows.compare(ledger);
    }

    /** What stands at an event, or before it, and was not asked for. */
    private void expectNoMore(long seq) throws Broken {
        Transfer transfer = transfers.peek();
        if (transfer != null && transfer.seq() <= seq) {
            String place = "trading transfer " + partition + "." + transfer.seq() + "." + transfer.n();
            throw new Broken(place, "none, for no event makes it", transfer);
        }
        Outcome operation = operations.peek();
        if (operation != null && operation.seq() <= seq) {
            String place = "trading event " + partition + "." + operation.seq();
            throw new Broken(place, "no operation to point at it", operation);
        }
        Reversal reversal = reversals.peek();
        if (reversal != null && reversal.seq() <= seq) {
            String place = "trading reversal of " + reversal.original();
            throw new Broken(place, "none, for no event takes it back", reversal);
        }
        Long repetition = repetitions.peek();
        if (repetition != null && repetition <= seq) {
            String place = "trading event " + partition + "." + repetition;
            throw new Broken(place, "no repetition to point at it", "one");
        }
    }

    private static <T> void expect(String place, Cursor<T> found, T expected) throws SQLException, Broken {
        T next = found.next();
        if (!expected.equals(next)) {
            throw new Broken(place, expected, next == null ? "none" : next);
        }
    }

    private static TradingEvent read(String place, JournalRow row) throws Broken {
        try {
            return Contracts.TRADING_EVENTS.read(row.key(), row.type(), row.value());
        } catch (UnreadableMessage e) {
            throw new Broken(place, "an event that can be read", e.getMessage());
        }
    }

    @Override
    public void close() throws SQLException {
        transfers.close();
        operations.close();
        repetitions.close();
        reversals.close();
    }
}
