package dev.gembourse.processor.settlement;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.processor.account.Amounts;
import dev.gembourse.processor.account.Booking;
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

/** The ledger of the partitions that one thread settles: books events in memory and writes what a batch has moved. */
final class Ledger {

    private static final String BUCKET = "AVAILABLE";
    private static final int MOST_NEW_ROWS_PER_COMMAND = 5;

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

    /** A ledger account that has no row yet. */
    private record Opened(int partition, LedgerAccount account) {}

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
     * @param wallet whose account is already as it is after the event
     * @param place the event's in the journal
     */
    void book(Wallet wallet, TradingEvent event, StreamPosition place) {
        List<Booking> bookings = Booking.of(event);
        int n = 0;
        for (Booking booking : bookings) {
            LedgerAccount player = playersAccount(wallet, booking.unit());
            LedgerAccount system = systemAccount(place.partition(), booking.counterparty(), booking.unit());
            BigDecimal amount = booking.amount();
            LedgerAccount debit = booking.toPlayer() ? system : player;
            LedgerAccount credit = booking.toPlayer() ? player : system;
            move(place.partition(), debit, amount.negate());
            move(place.partition(), credit, amount);
            transfer(booking, debit, credit, place, n++, wallet.number, event.occurredAt());
        }
        agree(place.partition(), wallet, bookings);
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

    private LedgerAccount playersAccount(Wallet wallet, Unit unit) {
        LedgerAccount account = wallet.ledgerAccount(unit);
        if (account == null) {
            account =
                    LedgerAccount.ofPlayer(numbers.next(), wallet.account().id().value(), unit);
            wallet.add(account);
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
            account = LedgerAccount.ofSystem(numbers.next(), owner, unit);
            accounts.add(owner, account);
        }
        return account;
    }

    private void move(int partition, LedgerAccount account, BigDecimal amount) {
        Holding before = account.holding();
        BigDecimal after = Amounts.of(account.unit, before.quantity().add(amount));
        set(partition, account, new Holding(after, before.costBasis(), before.realisedPnl()));
    }

    private void set(int partition, LedgerAccount account, Holding holding) {
        if (!account.set(holding)) {
            return; // is to be written already
        }
        if (account.isStored()) {
            changed.add(account);
        } else {
            opened.add(new Opened(partition, account));
        }
    }

    /** Cost and profit come from the account, balances from the transfers; both must have come to the same quantity. */
    private void agree(int partition, Wallet wallet, List<Booking> bookings) {
        for (Booking booking : bookings) {
            LedgerAccount ledgerAccount = playersAccount(wallet, booking.unit());
            Holding holding = wallet.account().holding(booking.unit());
            if (holding.quantity().compareTo(ledgerAccount.balance()) != 0) {
                throw new IllegalStateException("expected %s of %s after %s but got %s"
                        .formatted(holding.quantity(), wallet.account().id(), bookings, ledgerAccount.balance()));
            }
            set(partition, ledgerAccount, holding);
        }
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
                .uuid(account.player)
                .text(account.system == null ? null : account.system.name())
                .text(account.unit.code())
                .text(BUCKET)
                .numeric(account.balance())
                .numeric(account.holding().costBasis())
                .numeric(account.holding().realisedPnl())
                .endRow();
    }

    private void update(LedgerAccount account) {
        updates.bigint(account.id)
                .numeric(account.balance())
                .numeric(account.holding().costBasis())
                .numeric(account.holding().realisedPnl())
                .endRow();
    }
}
