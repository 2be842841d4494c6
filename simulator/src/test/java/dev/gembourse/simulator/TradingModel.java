package dev.gembourse.simulator;

import static dev.gembourse.simulator.Findings.require;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ClosePosition;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingCommand.ReceiveGift;
import dev.gembourse.events.trading.TradingCommand.ReplaceOrder;
import dev.gembourse.events.trading.TradingCommand.ReturnGift;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.trading.TradingCommand.SendGift;
import dev.gembourse.events.trading.TradingCommand.WalletCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.OrderReplaced;
import dev.gembourse.events.trading.TradingEvent.OrderTriggered;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.processor.account.AccountRules;
import dev.gembourse.processor.account.AccountState;
import dev.gembourse.processor.account.Bucket;
import dev.gembourse.processor.account.FeeRate;
import dev.gembourse.processor.account.Holding;
import dev.gembourse.processor.account.OrderState;
import dev.gembourse.processor.account.Orders;
import dev.gembourse.processor.account.Original;
import dev.gembourse.processor.account.Quote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Settlement as a plain replay of its commands. What depends on the moment, the price of an asset, what is known of a unit and whether a name is free
 * yet, may be anything that it was at some moment.
 */
final class TradingModel {

    private static final FeeRate FEE = new FeeRate(25);

    private final Log log;
    private final Database database;
    private final boolean isolates;
    private final Map<Symbol, List<Asset>> market;
    private final Map<Unit, List<UnitDefinition>> units;
    private final Map<AccountId, AccountState> accounts = new HashMap<>();
    /** Of one partition: what was decided there, as far as it may be taken back. */
    private final Map<OperationId, Original> originals = new HashMap<>();

    private final Map<OrderId, OrderState> orders = new LinkedHashMap<>();
    private final Map<OrderId, Order> terms = new HashMap<>();
    private final Set<String> given = new HashSet<>();
    private final Set<String> refused = new HashSet<>();

    TradingModel(
            Log log,
            Database database,
            boolean isolates,
            Map<Symbol, List<Asset>> market,
            Map<Unit, List<UnitDefinition>> units) {
        this.log = log;
        this.database = database;
        this.isolates = isolates;
        this.market = market;
        this.units = units;
    }

    void check() {
        for (int p = 0; p < Records.PARTITIONS; p++) {
            replay(p);
        }
        require(given.containsAll(refused), "I3: a name was refused that nobody has: %s of %s", refused, given);
        require(
                database.table("trading.username_claim").committed.size() == given.size()
                        && database.table("trading.account").committed.size() == accounts.size()
                        && given.size() == accounts.size(),
                "I3: names %s were given to %s but claimed are %s",
                given,
                accounts.keySet(),
                database.table("trading.username_claim").committed.values());
        accounts.forEach((id, account) -> {
            account.holdings().forEach((unit, holding) -> isStored(id, unit, Bucket.AVAILABLE, holding));
            account.held().forEach((unit, holding) -> isStored(id, unit, Bucket.HELD, holding));
            account.owed().forEach((unit, holding) -> isStored(id, unit, Bucket.SHORT, holding));
            marginsAreHeld(account);
        });
        orders.values().forEach(this::isStored);
        require(
                database.table("trading.player_order").committed.size() == orders.size(),
                "I3: an order that nobody placed");
    }

    private void replay(int partition) {
        JournalWalk<TradingEvent> journal = new JournalWalk<>(database, "trading", partition, Contracts.TRADING_EVENTS);
        Repeats<TradingCommand> repeats = new Repeats<>();
        ProvenanceModel provenances = new ProvenanceModel();
        List<ConsumerRecord<byte[], byte[]>> records =
                log.records(new TopicPartition(Contracts.TRADING_COMMANDS.topic(), partition));
        originals.clear();
        CommandLog.decided(log, database, "trading", Contracts.TRADING_COMMANDS, partition, isolates)
                .forEach((offset, command) -> {
                    OperationId operation = command.operationId();
                    StreamPosition outcome = repeats.outcomeOf(operation);
                    if (outcome != null) {
                        boolean same = repeats.isSame(operation, command.content());
                        journal.next(
                                operation.toString(),
                                command.toString(),
                                now -> List.of(List.of(
                                        new CommandRepeated(operation, command.accountId(), same, outcome, now))));
                        return;
                    }
                    provenances.decided(operation, records.get(Math.toIntExact(offset)));
                    repeats.decided(operation, command.content(), new StreamPosition(partition, journal.nextSeq()));
                    AccountState before = accounts.get(command.accountId());
                    apply(
                            journal.next(
                                            operation.toString(),
                                            command.toString(),
                                            now -> possible(before, command, now))
                                    .getFirst(),
                            command);
                });
        journal.end();
        repeats.check(database, "trading", partition);
        provenances.check(database, partition);
        reversals(partition);
    }

    private void apply(TradingEvent event, TradingCommand command) {
        AccountState after = AccountState.after(accounts.get(event.accountId()), event);
        if (after != null) {
            accounts.put(event.accountId(), after);
        }
        originals.put(event.operationId(), new Original(event, null));
        ordered(event);
        if (event instanceof OperationReversed reversed) {
            originals.computeIfPresent(
                    reversed.original(), (id, before) -> new Original(before.outcome(), reversed.operationId()));
        }
        if (event instanceof AccountOpened opened) {
            require(given.add(opened.username().folded()), "I3: the name %s was given twice", opened.username());
        }
        if (event instanceof OperationRefused refusal
                && refusal.reason() == TradingRefusal.USERNAME_TAKEN
                && command instanceof OpenAccount open) {
            refused.add(open.username().folded());
        }
    }

    private void ordered(TradingEvent event) {
        switch (event) {
            case OrderPlaced placed -> {
                orders.put(placed.order().id(), OrderState.of(placed));
                terms.put(placed.order().id(), placed.order());
            }
            case OrderReplaced replaced -> {
                changed(replaced.order().id(), event);
                if (replaced.accepted()) {
                    terms.put(replaced.order().id(), replaced.order());
                }
            }
            case ReplacementRequested requested -> changed(requested.order().id(), event);
            case OrderTriggered triggered -> changed(triggered.order(), event);
            case OrderFilled fill -> changed(fill.order(), event);
            case OrderEnded ended -> changed(ended.order(), event);
            case CancellationRequested requested ->
                requested
                        .orders()
                        .forEach(one -> orders.computeIfPresent(one.order(), (id, order) -> order.cancelling()));
            default -> {}
        }
    }

    private void changed(OrderId id, TradingEvent event) {
        orders.computeIfPresent(id, (same, order) -> order.after(event));
    }

    private final Orders placed = new Orders() {
        @Override
        public @Nullable OrderState find(OrderId order) {
            return orders.get(order);
        }

        @Override
        public @Nullable Order terms(OrderId order) {
            return terms.get(order);
        }

        @Override
        public List<OrderState> open(AccountId account, @Nullable Symbol symbol) {
            return orders.values().stream()
                    .filter(order -> order.account().equals(account)
                            && order.reason() == null
                            && (symbol == null || order.symbol().equals(symbol)))
                    .toList();
        }
    };

    private void isStored(OrderState order) {
        Row row = database.table("trading.player_order")
                .committed
                .get(List.of(order.id().value()));
        require(
                row != null
                        && row.decimal("worst").compareTo(order.worst()) == 0
                        && row.decimal("asked").compareTo(order.asked()) == 0
                        && row.decimal("open").compareTo(order.open()) == 0
                        && row.has("replacing", order.replacing())
                        && row.has("triggered_at", order.triggeredAt())
                        && row.decimal("held").compareTo(order.held()) == 0
                        && row.decimal("filled").compareTo(order.filled()) == 0
                        && row.decimal("paid").compareTo(order.paid()) == 0
                        && row.decimal("fees").compareTo(order.fees()) == 0
                        && row.has("status", order.status().name())
                        && row.has("version", order.version())
                        && row.has(
                                "reason",
                                order.reason() == null ? null : order.reason().name()),
                "I3: expected %s but the row is %s",
                order,
                row);
    }

    private List<List<TradingEvent>> possible(@Nullable AccountState account, TradingCommand command, Instant now) {
        List<List<TradingEvent>> possible = new ArrayList<>();
        for (boolean free : new boolean[] {true, false}) {
            for (Quote quote : quotes(command)) {
                for (UnitBook known : books(command)) {
                    AccountRules rules = new AccountRules(symbol -> quote, known, FEE);
                    possible.add(List.of(rules.decide(account, command, name -> free, originals::get, placed, now)));
                }
            }
        }
        return possible;
    }

    private List<@Nullable Quote> quotes(TradingCommand command) {
        List<@Nullable Quote> quotes = new ArrayList<>();
        quotes.add(null);
        Symbol symbol = switch (command) {
            case PlaceTrade trade -> trade.symbol();
            case PlaceOrder place -> place.terms().symbol();
            case ReplaceOrder replace -> {
                OrderState order = orders.get(replace.order());
                yield order == null ? null : order.symbol();
            }
            case ClosePosition close -> close.symbol();
            case ReverseOperation reverse -> soldBy(reverse.original());
            default -> null;
        };
        if (symbol != null) {
            market.getOrDefault(symbol, List.of()).forEach(asset -> quotes.add(Quote.of(asset)));
        }
        return quotes;
    }

    private @Nullable Symbol soldBy(OperationId operation) {
        Original original = originals.get(operation);
        return original != null && original.outcome() instanceof TradeSettled trade ? trade.symbol() : null;
    }

    private void reversals(int partition) {
        Map<Object, Object> stored = new HashMap<>();
        database.table("trading.reversal").committed.values().stream()
                .filter(row -> row.has("partition", partition))
                .forEach(row -> stored.put(row.uuid("operation_id"), row.uuid("reversal_id")));
        Map<Object, Object> expected = new HashMap<>();
        originals.forEach((operation, original) -> {
            if (original.reversedBy() != null) {
                expected.put(operation.value(), original.reversedBy().value());
            }
        });
        require(stored.equals(expected), "I3: expected to be taken back %s but got %s", expected, stored);
    }

    /** With each state of the unit that the command is about, and with none that was heard of. */
    private List<UnitBook> books(TradingCommand command) {
        List<UnitBook> books = new ArrayList<>();
        books.add(new UnitBook());
        for (Unit unit : unitsOf(command)) {
            for (UnitDefinition state : units.getOrDefault(unit, List.of())) {
                UnitBook book = new UnitBook();
                book.state(state, new StreamPosition(0, 1));
                books.add(book);
            }
        }
        return books;
    }

    private Collection<Unit> unitsOf(TradingCommand command) {
        return switch (command) {
            case WalletCommand wallet -> List.of(wallet.money().currency());
            case SendGift gift -> List.of(gift.money().currency());
            case ReceiveGift gift -> List.of(gift.money().currency());
            case ReturnGift gift -> List.of(gift.money().currency());
            case ReverseOperation ignored -> units.keySet();
            default -> List.of();
        };
    }

    private void marginsAreHeld(AccountState account) {
        Map<Unit, BigDecimal> margins = new HashMap<>();
        account.owed().forEach((unit, owed) -> {
            Asset asset = market.get(new Symbol(unit.code())).getLast();
            int scale = Objects.requireNonNull(Quote.of(asset)).currencyScale();
            margins.merge(
                    asset.currency(),
                    owed.costBasis().multiply(new BigDecimal("-1.5")).setScale(scale, RoundingMode.HALF_EVEN),
                    BigDecimal::add);
            require(
                    owed.quantity().signum() == 0
                            || account.holding(unit).quantity().signum() == 0,
                    "I13: %s holds and owes %s",
                    account,
                    unit);
        });
        orders.values().stream()
                .filter(order -> order.account().equals(account.id()))
                .forEach(order -> margins.merge(order.heldUnit(), order.held(), BigDecimal::add));
        account.held()
                .forEach((unit, held) -> require(
                        held.quantity().compareTo(margins.getOrDefault(unit, BigDecimal.ZERO)) == 0,
                        "I4, I13: expected %s of %s to be held for %s",
                        margins.get(unit),
                        unit,
                        account));
        require(account.held().keySet().containsAll(margins.keySet()), "I13: no margin is held for %s", account);
        require(
                Objects.requireNonNull(database.table("trading.account")
                                .committed
                                .get(List.of(account.id().value())))
                        .has("may_short", account.mayShort()),
                "I3: expected %s to be stored as it may sell short",
                account);
    }

    private void isStored(AccountId account, Unit unit, Bucket bucket, Holding holding) {
        List<Row> rows = database.table("trading.ledger_account").committed.values().stream()
                .filter(row -> row.has("account_id", account.value())
                        && row.has("unit", unit.code())
                        && row.has("bucket", bucket.name()))
                .toList();
        require(
                rows.size() == 1
                        && rows.getFirst().decimal("balance").compareTo(holding.quantity()) == 0
                        && rows.getFirst().decimal("cost_basis").compareTo(holding.costBasis()) == 0
                        && rows.getFirst().decimal("realised_pnl").compareTo(holding.realisedPnl()) == 0,
                "I3: expected %s to hold %s of %s but the rows are %s",
                account,
                holding,
                unit,
                rows);
    }
}
