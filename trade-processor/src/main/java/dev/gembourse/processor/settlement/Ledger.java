package dev.gembourse.processor.settlement;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.Unit;
import dev.gembourse.exactlyonce.CopyRows;
import dev.gembourse.processor.account.Amounts;
import dev.gembourse.processor.account.Booking;
import dev.gembourse.processor.account.Holding;
import dev.gembourse.processor.account.SystemOwner;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A partition's part of the ledger: books events in memory and writes what a batch has moved. */
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

    private final int partition;
    private final SystemAccounts systemAccounts;
    private final Numbers numbers = new Numbers();
    private final List<LedgerAccount> changed = new ArrayList<>();
    private final CopyRows transfers = new CopyRows(
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
    private final CopyRows opened = new CopyRows(
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

    Ledger(int partition) {
        this.partition = partition;
        this.systemAccounts = new SystemAccounts(partition);
    }

    void load(Connection transaction, int commands) throws SQLException {
        systemAccounts.load(transaction);
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
     * @param seq the event's place in the journal
     */
    void book(Wallet wallet, TradingEvent event, long seq) {
        List<Booking> bookings = Booking.of(event);
        int n = 0;
        for (Booking booking : bookings) {
            LedgerAccount player = playersAccount(wallet, booking.unit());
            LedgerAccount system = systemAccount(booking.counterparty(), booking.unit());
            BigDecimal amount = booking.amount();
            LedgerAccount debit = booking.toPlayer() ? system : player;
            LedgerAccount credit = booking.toPlayer() ? player : system;
            move(debit, amount.negate());
            move(credit, amount);
            transfer(booking, debit, credit, seq, n++, wallet.number, event.occurredAt());
        }
        agree(wallet, bookings);
    }

    void write(Connection transaction) throws SQLException {
        changed.sort(Comparator.comparingLong(account -> account.id));
        List<LedgerAccount> updates = new ArrayList<>(changed.size());
        for (LedgerAccount account : changed) {
            if (account.isStored()) {
                updates.add(account);
            } else {
                row(account);
            }
        }
        opened.copy(transaction);
        update(transaction, updates);
        transfers.copy(transaction);
        changed.forEach(LedgerAccount::written);
        changed.clear();
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

    private LedgerAccount systemAccount(SystemOwner owner, Unit unit) {
        LedgerAccount account = systemAccounts.find(owner, unit);
        if (account == null) {
            account = LedgerAccount.ofSystem(numbers.next(), owner, unit);
            systemAccounts.add(owner, account);
        }
        return account;
    }

    private void move(LedgerAccount account, BigDecimal amount) {
        Holding before = account.holding();
        BigDecimal after = Amounts.of(account.unit, before.quantity().add(amount));
        set(account, new Holding(after, before.costBasis(), before.realisedPnl()));
    }

    private void set(LedgerAccount account, Holding holding) {
        if (account.set(holding)) {
            changed.add(account);
        }
    }

    /** Cost and profit come from the account, balances from the transfers; both must have come to the same quantity. */
    private void agree(Wallet wallet, List<Booking> bookings) {
        for (Booking booking : bookings) {
            LedgerAccount ledgerAccount = playersAccount(wallet, booking.unit());
            Holding holding = wallet.account().holding(booking.unit());
            if (holding.quantity().compareTo(ledgerAccount.balance()) != 0) {
                throw new IllegalStateException("expected %s of %s after %s but got %s"
                        .formatted(holding.quantity(), wallet.account().id(), bookings, ledgerAccount.balance()));
            }
            set(ledgerAccount, holding);
        }
    }

    private void transfer(
            Booking booking, LedgerAccount debit, LedgerAccount credit, long seq, int n, long player, Instant at) {
        transfers
                .integer(partition)
                .bigint(seq)
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

    private void row(LedgerAccount account) {
        opened.bigint(account.id)
                .integer(partition)
                .uuid(account.player)
                .text(account.system == null ? null : account.system.name())
                .text(account.unit.code())
                .text(BUCKET)
                .numeric(account.balance())
                .numeric(account.holding().costBasis())
                .numeric(account.holding().realisedPnl())
                .endRow();
    }

    private static void update(Connection transaction, List<LedgerAccount> accounts) throws SQLException {
        if (accounts.isEmpty()) {
            return;
        }
        int size = accounts.size();
        Long[] ids = new Long[size];
        BigDecimal[] balances = new BigDecimal[size];
        BigDecimal[] costs = new BigDecimal[size];
        BigDecimal[] pnls = new BigDecimal[size];
        for (int i = 0; i < size; i++) {
            LedgerAccount account = accounts.get(i);
            ids[i] = account.id;
            balances[i] = account.balance();
            costs[i] = account.holding().costBasis();
            pnls[i] = account.holding().realisedPnl();
        }
        try (PreparedStatement update = transaction.prepareStatement(UPDATE)) {
            update.setArray(1, transaction.createArrayOf("bigint", ids));
            update.setArray(2, transaction.createArrayOf("numeric", balances));
            update.setArray(3, transaction.createArrayOf("numeric", costs));
            update.setArray(4, transaction.createArrayOf("numeric", pnls));
            int rows = update.executeUpdate();
            if (rows != size) {
                throw new IllegalStateException("expected to update " + size + " ledger accounts but found " + rows);
            }
        }
    }
}
