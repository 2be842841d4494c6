package dev.gembourse.processor.settlement;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.exactlyonce.BatchProcessor;
import dev.gembourse.exactlyonce.Input;
import dev.gembourse.exactlyonce.Journal;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.processor.account.AccountRules;
import dev.gembourse.processor.account.Change;
import dev.gembourse.processor.account.FeeRate;
import dev.gembourse.processor.market.MarketView;
import dev.gembourse.processor.operation.Fingerprints;
import dev.gembourse.processor.operation.Operation;
import dev.gembourse.processor.operation.Operations;
import dev.gembourse.processor.operation.Provenances;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Settles commands: idempotency first, then the rules, then the ledger. Accounts stay in memory from
 * batch to batch, so the trades of a warm account read nothing but their operation ids.
 */
final class SettlementProcessor implements BatchProcessor<TradingCommand, TradingEvent> {

    private final MarketView market;
    private final SettlementSettings settings;
    private final Tally tally;
    private final AccountRules rules;
    private final Operations operations = new Operations();
    private final Provenances provenances = new Provenances();
    private final Wallets wallets;
    private final UsernameClaims claims = new UsernameClaims();
    private final Reversals reversals = new Reversals();
    private final PlacedOrders orders = new PlacedOrders();
    private final Ledger ledger = new Ledger();
    private final Fingerprints fingerprints = new Fingerprints();
    private final Permissions permissions = new Permissions();
    private final NewAccounts newAccounts = new NewAccounts();

    SettlementProcessor(MarketView market, SettlementSettings settings, Tally tally) {
        this.market = market;
        this.settings = settings;
        this.tally = tally;
        this.rules = new AccountRules(market, market.units(), new FeeRate(settings.feeBasisPoints()));
        this.wallets = new Wallets(settings.cachedHoldings());
    }

    @Override
    public void load(Connection transaction, List<Input<TradingCommand>> batch) throws SQLException {
        Map<StreamPosition, OperationId> asked = new HashMap<>();
        Set<AccountId> touched = new LinkedHashSet<>();
        Set<Integer> partitions = new TreeSet<>();
        Map<Integer, Long> marketSeen = new HashMap<>();
        for (Input<TradingCommand> input : batch) {
            TradingCommand command = input.value();
            asked.put(input.offset(), command.operationId());
            touched.add(command.accountId());
            partitions.add(input.offset().partition());
            StreamPosition seen = command.marketAtLeast();
            if (seen != null) {
                marketSeen.merge(seen.partition(), seen.index(), Math::max);
            }
        }
        operations.load(transaction, asked);
        provenances.load();
        permissions.load();
        newAccounts.load();
        wallets.load(transaction, touched);
        claims.load(transaction, newOpens(batch));
        reversals.load(transaction, batch);
        orders.load(transaction, batch);
        ledger.load(transaction, partitions, batch.size());
        market.awaitForSettlement(marketSeen, settings.quoteWait());
    }

    @Override
    public void decide(Input<TradingCommand> input, Instant now, Journal<TradingEvent> journal) {
        TradingCommand command = input.value();
        StreamPosition place = input.offset();
        UUID fingerprint = fingerprints.of(command.accountId().toString(), command.content());
        switch (operations.encounter(place, command.operationId(), fingerprint)) {
            case NEW -> settle(input, fingerprint, now, journal);
            case REPEATED -> repeat(command, place, true, now, journal);
            case REUSED -> repeat(command, place, false, now, journal);
            case REDELIVERED -> tally.redelivered();
        }
    }

    @Override
    public void write(Connection transaction, Writes writes) throws SQLException {
        claims.write(transaction);
        operations.write(writes);
        provenances.write(writes);
        newAccounts.write(writes);
        permissions.write(writes, newAccounts);
        reversals.write(writes);
        orders.write(writes);
        ledger.write(writes);
    }

    @Override
    public void committed() {
        tally.publish();
    }

    private List<OpenAccount> newOpens(List<Input<TradingCommand>> batch) {
        List<OpenAccount> opens = new ArrayList<>();
        for (Input<TradingCommand> input : batch) {
            if (input.value() instanceof OpenAccount open
                    && !operations.isDecided(input.offset().partition(), open.operationId())
                    && wallets.find(open.accountId()) == null) {
                opens.add(open);
            }
        }
        return opens;
    }

    private void settle(Input<TradingCommand> input, UUID fingerprint, Instant now, Journal<TradingEvent> journal) {
        TradingCommand command = input.value();
        StreamPosition place = input.offset();
        Wallet wallet = wallets.find(command.accountId());
        TradingEvent event = rules.decide(
                wallet, command, claims, original -> reversals.find(place.partition(), original), orders, now);
        StreamPosition position = journal.append(command.operationId().toString(), event);
        operations.decided(
                new Operation(command.operationId(), fingerprint, place, position.index(), command.submittedAt()));
        provenances.decided(place.partition(), command.operationId(), input.provenance());
        tally.decided(event);
        reversals.decided(place.partition(), event);
        orders.decided(event, position);
        if (event instanceof OperationRefused || event instanceof GiftRefused) {
            return; // nothing moves
        }
        List<Change> changes = Change.of(wallet, event);
        if (wallet == null) {
            wallet = open(place.partition(), (AccountOpened) event);
        }
        permissions.decided(wallet, event);
        ledger.book(wallet, event, changes, position);
    }

    private Wallet open(int partition, AccountOpened opened) {
        claims.give(opened.username(), opened.accountId());
        Wallet wallet = new Wallet(opened.accountId(), ledger.newNumber(), false, List.of());
        wallets.add(wallet);
        newAccounts.opened(partition, opened, wallet);
        return wallet;
    }

    private void repeat(
            TradingCommand command,
            StreamPosition place,
            boolean sameContent,
            Instant now,
            Journal<TradingEvent> journal) {
        StreamPosition outcome = operations.outcomeOf(place.partition(), command.operationId());
        StreamPosition position = journal.append(
                command.operationId().toString(),
                new CommandRepeated(command.operationId(), command.accountId(), sameContent, outcome, now));
        operations.repeated(place, position.index());
        tally.repeated();
    }
}
