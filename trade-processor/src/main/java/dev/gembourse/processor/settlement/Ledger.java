package dev.gembourse.processor.settlement;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.processor.account.Booking;
import dev.gembourse.processor.account.Bucket;
import dev.gembourse.processor.account.Change;
import dev.gembourse.processor.account.Holding;
import dev.gembourse.processor.account.SystemOwner;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger of the partitions that one thread settles: books events in memory and writes what a batch has moved. */
final class Ledger {

    private static final int MOST_NEW_ROWS_PER_COMMAND = 6;

    private static final String UPDATE = """
            update ledger_account a
               set balance = u.balance, cost_basis = u.cost_basis, realised_pnl = u.realised_pnl
              from unnest(?::bigint[], ?::numeric[], ?::numeric[], ?::numeric[])
                   as u (id, balance, cost_basis, realised_pnl)
             where a.id = u.id
            """;

    private final Map<Integer, SystemAccounts> systemAccounts = new HashMap<>();
    private final Numbers numbers = new Numbers();
    private final List<LedgerAccount> changed = new ArrayList<>();
    private final List<Opened> opened = new ArrayList<>();
    private final Rows updates = Rows.given(UPDATE);
    private final Rows transfers = Rows.into(
            "transfer",
            "partition",
            "seq",
            "n",
            "kind",
            "unit",
            "debit",
            "credit",
            "amount",
            "debit_balance",
            "credit_balance",
            "player",
            "at");
    private final Rows insertions = Rows.into(
            "ledger_account",
            "id",
            "partition",
            "account_id",
            "system_owner",
            "unit",
            "bucket",
            "balance",
            "cost_basis",
            "realised_pnl");

    /** A ledger account that has no row yet; its owner is either a player or the system. */
    private record Opened(
            int partition, @Nullable UUID player, @Nullable SystemOwner system, LedgerAccount account) {}

    void load(Connection transaction, Collection<Integer> partitions, int commands) throws SQLException {
        for (int partition : partitions) {
            if (!systemAccounts.containsKey(partition)) {
                systemAccounts.put(partition, SystemAccounts.load(transaction, partition));
            }
        }
        numbers.reserve(transaction, commands * MOST_NEW_ROWS_PER_COMMAND);
    }

    /** A number for a new account. */
    long newNumber() {
        return numbers.next();
    }

    /**
     * Books the transfers of an event.
     *
     * @param wallet whose account is as it was before the event
     * @param changes what the event changes in it
     * @param place the event's in the journal
     */
    void book(Wallet wallet, TradingEvent event, List<Change> changes, StreamPosition place) {
        int n = 0;
        for (Booking booking : Booking.of(event)) {
            LedgerAccount player = playersAccount(place.partition(), wallet, booking.unit(), booking.bucket());
            LedgerAccount other = counterparty(place.partition(), wallet, booking);
            BigDecimal amount = booking.amount();
            LedgerAccount debit = booking.toPlayer() ? other : player;
            LedgerAccount credit = booking.toPlayer() ? player : other;
            move(debit, amount.negate());
            move(credit, amount);
            transfer(booking, debit, credit, place, n++, wallet.number, event.occurredAt());
        }
        changes.forEach(change -> agree(wallet, change, event));
    }

    void write(Writes writes) {
        changed.sort(Comparator.comparingLong(account -> account.id));
        changed.forEach(this::update);
        opened.forEach(this::insert);
        writes.add(insertions);
        writes.add(updates);
        writes.add(transfers);
        changed.forEach(LedgerAccount::written);
        opened.forEach(one -> one.account().written());
        changed.clear();
        opened.clear();
    }

    private LedgerAccount counterparty(int partition, Wallet wallet, Booking booking) {
        SystemOwner owner = booking.counterparty();
        return owner == null
                ? playersAccount(partition, wallet, booking.unit(), Bucket.HELD)
                : systemAccount(partition, owner, booking.unit());
    }

    private LedgerAccount playersAccount(int partition, Wallet wallet, Unit unit, Bucket bucket) {
        LedgerAccount account = wallet.ledgerAccount(unit, bucket);
        if (account == null) {
            account = LedgerAccount.empty(numbers.next(), unit, bucket);
            wallet.add(account);
            opened.add(new Opened(partition, wallet.id().value(), null, account));
        }
        return account;
    }

    private LedgerAccount systemAccount(int partition, SystemOwner owner, Unit unit) {
        SystemAccounts accounts = systemAccounts.get(partition);
        if (accounts == null) {
            throw new IllegalStateException("expected the system's accounts of partition " + partition);
        }
        LedgerAccount account = accounts.find(owner, unit);
        if (account == null) {
            account = LedgerAccount.empty(numbers.next(), unit, Bucket.AVAILABLE);
            accounts.add(owner, account);
            opened.add(new Opened(partition, null, owner, account));
        }
        return account;
    }

    private void move(LedgerAccount account, BigDecimal amount) {
        set(account, new Holding(account.balance().add(amount), account.costBasis(), account.realisedPnl()));
    }

    private void set(LedgerAccount account, Holding holding) {
        if (account.set(holding) && account.isStored()) {
            changed.add(account);
        }
    }

    /** Cost and profit come from the account's rules, balances from the transfers; both must have come to the same quantity. */
    private void agree(Wallet wallet, Change change, TradingEvent event) {
        LedgerAccount account = wallet.ledgerAccount(change.unit(), change.bucket());
        if (account == null || account.balance().compareTo(change.after().quantity()) != 0) {
            throw new IllegalStateException("expected %s after %s but the transfers left %s"
                    .formatted(change, event, account == null ? "nothing" : account.balance()));
        }
        set(account, change.after());
    }

    private void transfer(
            Booking booking,
            LedgerAccount debit,
            LedgerAccount credit,
            StreamPosition place,
            int n,
            long player,
            Instant at) {
        transfers
                .integer(place.partition())
                .bigint(place.index())
                .smallint(n)
                .text(booking.kind().name())
                .text(booking.unit().code())
                .bigint(debit.id)
                .bigint(credit.id)
                .numeric(booking.amount())
                .numeric(debit.balance())
                .numeric(credit.balance())
                .bigint(player)
                .timestamptz(at)
                .endRow();
    }

    private void insert(Opened one) {
        LedgerAccount account = one.account();
        insertions
                .bigint(account.id)
                .integer(one.partition())
                .uuid(one.player)
                .text(one.system == null ? null : one.system.name())
                .text(account.unit.code())
                .text(account.bucket.name())
                .numeric(account.balance())
                .numeric(account.costBasis())
                .numeric(account.realisedPnl())
                .endRow();
    }

    private void update(LedgerAccount account) {
        updates.bigint(account.id)
                .numeric(account.balance())
                .numeric(account.costBasis())
                .numeric(account.realisedPnl())
                .endRow();
    }
}
