package dev.gembourse.simulator;

import static dev.gembourse.simulator.Findings.require;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.UnreadableMessage;
import dev.gembourse.processor.account.Booking;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** I1 and I4: the ledger, transfer by transfer in the order of the journal. */
final class LedgerModel {

    private final Database database;
    private final Map<Long, BigDecimal> balances = new HashMap<>();

    LedgerModel(Database database) {
        this.database = database;
    }

    void check() {
        for (int p = 0; p < Records.PARTITIONS; p++) {
            book(p);
        }
        Map<String, BigDecimal> sums = new HashMap<>();
        for (Row account : database.table("trading.ledger_account").committed.values()) {
            BigDecimal folded = balances.getOrDefault(account.number("id"), BigDecimal.ZERO);
            require(
                    account.decimal("balance").compareTo(folded) == 0,
                    "I1: the transfers of %s add up to %s",
                    account,
                    folded);
            sums.merge(account.text("unit"), account.decimal("balance"), BigDecimal::add);
        }
        sums.forEach((unit, sum) -> require(sum.signum() == 0, "I1: the sum of %s is %s", unit, sum));
    }

    private void book(int partition) {
        List<Row> transfers = database.table("trading.transfer").committed.values().stream()
                .filter(row -> row.has("partition", partition))
                .sorted(Comparator.<Row, Long>comparing(row -> row.number("seq"))
                        .thenComparing(row -> row.number("n")))
                .toList();
        int at = 0;
        for (Row event : JournalWalk.rows(database, "trading", partition)) {
            int n = 0;
            for (Booking booking : Booking.of(read(event))) {
                require(at < transfers.size(), "I1: event %s has not been booked", event);
                Row transfer = transfers.get(at++);
                require(
                        transfer.number("seq") == event.number("seq")
                                && transfer.number("n") == n++
                                && transfer.has("kind", booking.kind().name())
                                && transfer.has("unit", booking.unit().code())
                                && transfer.decimal("amount").compareTo(booking.amount()) == 0,
                        "I1: expected %s but the transfer is %s",
                        booking,
                        transfer);
                move(transfer, "debit", booking.amount().negate());
                move(transfer, "credit", booking.amount());
            }
        }
        require(at == transfers.size(), "I1: a transfer without an event in partition %d", partition);
    }

    private void move(Row transfer, String side, BigDecimal amount) {
        long id = transfer.number(side);
        BigDecimal after = balances.merge(id, amount, BigDecimal::add);
        require(
                transfer.decimal(side + "_balance").compareTo(after) == 0,
                "I1: the chain of balances is broken at %s, expected %s",
                transfer,
                after);
        Row account = Objects.requireNonNull(
                database.table("trading.ledger_account").committed.get(List.of(id)));
        require(
                account.get("account_id") == null
                        || (account.has("bucket", "SHORT") ? after.signum() <= 0 : after.signum() >= 0),
                "I4: %s is on the wrong side of zero at %s",
                account,
                transfer);
    }

    static TradingEvent read(Row event) {
        try {
            return Contracts.TRADING_EVENTS.read(event.text("key"), event.text("type"), event.bytes("value"));
        } catch (UnreadableMessage e) {
            throw new Findings.Broken("I5: an event that cannot be read: " + event);
        }
    }
}
