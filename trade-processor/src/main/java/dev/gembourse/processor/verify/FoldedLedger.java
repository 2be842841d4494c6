package dev.gembourse.processor.verify;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.ShortingPermitted;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Amounts;
import dev.gembourse.processor.account.Booking;
import dev.gembourse.processor.account.Bucket;
import dev.gembourse.processor.account.Change;
import dev.gembourse.processor.account.SystemOwner;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ledger of one partition, booked from its events with the rules that settled them, and from nothing else. */
final class FoldedLedger {

    final Map<AccountId, FoldedAccount> accounts = new HashMap<>();
    private final Map<SystemOwner, Map<Unit, FoldedBalance>> system = new EnumMap<>(SystemOwner.class);

    /** The system's ledger accounts by what they count. */
    Map<Unit, FoldedBalance> system(SystemOwner owner) {
        return system.computeIfAbsent(owner, _ -> new TreeMap<>());
    }

    /**
     * Books an event.
     *
     * @param place where it stands in the journal
     * @return the transfers that it makes
     * @throws Broken when it cannot have happened to the account as it is, or a row that it needs is missing
     */
    List<Transfer> book(String place, TradingEvent event, StreamPosition position) throws Broken {
        FoldedAccount account = accounts.get(event.accountId());
        if (event instanceof AccountOpened opened) {
            open(place, opened, account);
        }
        List<Transfer> transfers = new ArrayList<>(3);
        List<Change> changes = changes(place, event, account == null || !account.opened ? null : account);
        if (account != null && event instanceof AccountOpened) {
            account.opened = true;
        }
        if (account != null && event instanceof ShortingPermitted permitted) {
            account.mayShort = permitted.permitted();
        }
        List<Booking> bookings = Booking.of(event);
        if (bookings.isEmpty()) {
            return transfers;
        }
        if (account == null) {
            throw new Broken(place, "a row of account " + event.accountId(), "none");
        }
        for (Booking booking : bookings) {
            transfers.add(transfer(place, event, position, transfers.size(), account, booking));
        }
        for (Change change : changes) {
            FoldedBalance balance = existing(
                    place, account.balances(change.bucket()).get(change.unit()), event.accountId(), change.unit());
            if (balance.holding.quantity().compareTo(change.after().quantity()) != 0) {
                throw new Broken(
                        place,
                        change.after().quantity() + " " + change.unit() + " in account " + event.accountId(),
                        balance.holding.quantity() + " by its transfers");
            }
            balance.holding = change.after();
        }
        return transfers;
    }

    private static void open(String place, AccountOpened opened, @Nullable FoldedAccount row) throws Broken {
        String expected = opened.username() + " of " + opened.occurredAt();
        if (row == null) {
            throw new Broken(place, "a row of account " + opened.accountId() + ", " + expected, "none");
        }
        String found = row.username + " of " + row.createdAt;
        if (!found.equals(expected)) {
            throw new Broken("account " + opened.accountId() + ", opened by " + place, expected, found);
        }
        if (row.opened) {
            throw new Broken(place, "account " + opened.accountId() + " not to be open before", "an account that is");
        }
    }

    private static List<Change> changes(String place, TradingEvent event, @Nullable FoldedAccount account)
            throws Broken {
        try {
            return Change.of(account, event);
        } catch (IllegalStateException | IllegalArgumentException | ArithmeticException e) {
            throw new Broken(place, "an event that can follow those before it", e.getMessage());
        }
    }

    private Transfer transfer(
            String place, TradingEvent event, StreamPosition position, int n, FoldedAccount account, Booking booking)
            throws Broken {
        Unit unit = booking.unit();
        SystemOwner owner = booking.counterparty();
        FoldedBalance player =
                existing(place, account.balances(booking.bucket()).get(unit), account.id(), unit);
        FoldedBalance counterparty = owner == null
                ? existing(place, account.balances(Bucket.HELD).get(unit), account.id(), unit)
                : existing(place, system(owner).get(unit), owner, unit);
        FoldedBalance debit = booking.toPlayer() ? counterparty : player;
        FoldedBalance credit = booking.toPlayer() ? player : counterparty;
        debit.move(booking.amount().negate());
        credit.move(booking.amount());
        return new Transfer(
                position.index(),
                n,
                booking.kind().name(),
                unit.code(),
                Amounts.plain(booking.amount()),
                debit.id,
                credit.id,
                debit.holding.quantity(),
                credit.holding.quantity(),
                account.number,
                event.occurredAt());
    }

    private static FoldedBalance existing(String place, @Nullable FoldedBalance balance, Object owner, Unit unit)
            throws Broken {
        if (balance == null) {
            throw new Broken(place, "a ledger account of " + owner + " in " + unit, "none");
        }
        return balance;
    }
}
