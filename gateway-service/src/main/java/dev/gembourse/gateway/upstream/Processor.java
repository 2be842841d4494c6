package dev.gembourse.gateway.upstream;

import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.ClientOrderId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.AssetView;
import dev.gembourse.events.view.BalancesView;
import dev.gembourse.events.view.BookView;
import dev.gembourse.events.view.CandleView;
import dev.gembourse.events.view.ClosedLotView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OrderView;
import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.events.view.PortfolioHistoryView;
import dev.gembourse.events.view.PortfolioView;
import dev.gembourse.events.view.PositionView;
import dev.gembourse.events.view.StatisticsView;
import dev.gembourse.events.view.SummaryView;
import dev.gembourse.events.view.TapeView;
import dev.gembourse.events.view.TickView;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.events.view.TransferView;
import dev.gembourse.events.view.TrialBalanceView;
import dev.gembourse.events.view.UnitView;
import dev.gembourse.events.view.WalletView;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The trade processor's read API: accounts, their books, operations. */
@Component
public class Processor implements AutoCloseable {

    private static final TypeReference<AccountView> ACCOUNT = new TypeReference<>() {};
    private static final TypeReference<Listing<AccountView>> ACCOUNTS = new TypeReference<>() {};
    private static final TypeReference<Listing<TradeView>> TRADES = new TypeReference<>() {};
    private static final TypeReference<Listing<TransferView>> TRANSFERS = new TypeReference<>() {};
    private static final TypeReference<Listing<PositionView>> POSITIONS = new TypeReference<>() {};
    private static final TypeReference<PositionView> POSITION = new TypeReference<>() {};
    private static final TypeReference<PortfolioView> PORTFOLIO = new TypeReference<>() {};
    private static final TypeReference<SummaryView> SUMMARY = new TypeReference<>() {};
    private static final TypeReference<PortfolioHistoryView> HISTORY = new TypeReference<>() {};
    private static final TypeReference<Listing<ClosedLotView>> CLOSED_LOTS = new TypeReference<>() {};
    private static final TypeReference<List<TapeView>> TAPE = new TypeReference<>() {};
    private static final TypeReference<Listing<WalletView>> WALLETS = new TypeReference<>() {};
    private static final TypeReference<WalletView> WALLET = new TypeReference<>() {};
    private static final TypeReference<Listing<OrderView>> ORDERS = new TypeReference<>() {};
    private static final TypeReference<OrderView> ORDER = new TypeReference<>() {};
    private static final TypeReference<BookView> BOOK = new TypeReference<>() {};
    private static final TypeReference<UnitView> UNIT = new TypeReference<>() {};
    private static final TypeReference<Listing<CandleView>> CANDLES = new TypeReference<>() {};
    private static final TypeReference<Listing<TickView>> TICKS = new TypeReference<>() {};
    private static final TypeReference<StatisticsView> STATISTICS = new TypeReference<>() {};
    private static final TypeReference<AssetView> ASSET = new TypeReference<>() {};
    private static final TypeReference<BalancesView> BALANCES = new TypeReference<>() {};
    private static final TypeReference<TrialBalanceView> BALANCE = new TypeReference<>() {};
    private static final TypeReference<OperationView> OPERATION = new TypeReference<>() {};
    private static final TypeReference<List<PartitionLagView>> LAG = new TypeReference<>() {};

    private static final TypeReference<List<Progress>> PROGRESS = new TypeReference<>() {};

    /** The first command of a partition that has not taken effect. */
    public record Progress(String topic, int partition, long nextOffset) {}

    private final Remote remote;
    private final Duration readTimeout;

    Processor(ProcessorSettings settings) {
        this.remote = new Remote("trade processor", settings.url(), settings.connectTimeout());
        this.readTimeout = settings.readTimeout();
    }

    public AccountView account(AccountId id, @Nullable StreamPosition atLeast) {
        return get(ACCOUNT, Query.of("/v1/accounts/" + id).with("at-least", atLeast));
    }

    public AccountView account(Username name, @Nullable StreamPosition atLeast) {
        return get(ACCOUNT, Query.of("/v1/accounts").with("username", name).with("at-least", atLeast));
    }

    public Listing<AccountView> accounts(Paging paging, @Nullable StreamPosition atLeast) {
        return get(ACCOUNTS, paging.appendTo(Query.of("/v1/accounts")).with("at-least", atLeast));
    }

    /** The account's trades, newest first. A page may be empty and have a next one. */
    public Listing<TradeView> trades(
            AccountId id, @Nullable Symbol symbol, TimeRange range, Paging paging, @Nullable StreamPosition atLeast) {
        Query query = range.appendTo(Query.of("/v1/accounts/" + id + "/trades").with("symbol", symbol));
        return get(TRADES, paging.appendTo(query.with("at-least", atLeast)));
    }

    /** The account's transfers, newest first. A page may be empty and have a next one. */
    public Listing<TransferView> transfers(
            AccountId id, StatementFilter filter, Paging paging, @Nullable StreamPosition atLeast) {
        Query query = filter.appendTo(Query.of("/v1/accounts/" + id + "/transfers"));
        return get(TRANSFERS, paging.appendTo(query.with("at-least", atLeast)));
    }

    /** The same, oldest first; later pages have nothing that came after the first. */
    public Listing<TransferView> transfersOldestFirst(
            AccountId id, StatementFilter filter, Paging paging, @Nullable StreamPosition atLeast) {
        Query query =
                filter.appendTo(Query.of("/v1/accounts/" + id + "/transfers").with("oldest-first", true));
        return get(TRANSFERS, paging.appendTo(query.with("at-least", atLeast)));
    }

    /** What the account held then, or holds now. */
    public BalancesView balances(
            AccountId id, @Nullable Unit unit, @Nullable Moment at, @Nullable StreamPosition atLeast) {
        Query query = Query.of("/v1/accounts/" + id + "/balances")
                .with("unit", unit)
                .with("at", at == null ? null : at.time())
                .with("position", at == null ? null : at.position())
                .with("at-least", atLeast);
        return get(BALANCES, query);
    }

    public Listing<PositionView> positions(AccountId id, Paging paging, @Nullable StreamPosition atLeast) {
        Query query = Query.of("/v1/accounts/" + id + "/positions").with("at-least", atLeast);
        return get(POSITIONS, paging.appendTo(query));
    }

    public PositionView position(AccountId id, Symbol symbol, @Nullable StreamPosition atLeast) {
        Query query = Query.of("/v1/accounts/" + id + "/positions/" + symbol).with("at-least", atLeast);
        return get(POSITION, query);
    }

    public PortfolioView portfolio(AccountId id, @Nullable Unit currency, @Nullable StreamPosition atLeast) {
        return get(
                PORTFOLIO,
                Query.of("/v1/accounts/" + id + "/portfolio")
                        .with("currency", currency)
                        .with("at-least", atLeast));
    }

    public SummaryView summary(AccountId id, @Nullable Unit currency, @Nullable StreamPosition atLeast) {
        return get(
                SUMMARY,
                Query.of("/v1/accounts/" + id + "/summary")
                        .with("currency", currency)
                        .with("at-least", atLeast));
    }

    /** How the account's equity has come about. */
    public PortfolioHistoryView history(
            AccountId id,
            @Nullable String period,
            TimeRange range,
            @Nullable String interval,
            @Nullable Unit currency,
            @Nullable StreamPosition atLeast) {
        Query query = Query.of("/v1/accounts/" + id + "/portfolio/history")
                .with("period", period)
                .with("interval", interval)
                .with("currency", currency);
        return get(HISTORY, range.appendTo(query).with("at-least", atLeast));
    }

    /** What was closed last comes first. A page may be empty and have a next one. */
    public Listing<ClosedLotView> closedLots(
            AccountId id, @Nullable Symbol symbol, TimeRange range, Paging paging, @Nullable StreamPosition atLeast) {
        Query query =
                range.appendTo(Query.of("/v1/accounts/" + id + "/closed-lots").with("symbol", symbol));
        return get(CLOSED_LOTS, paging.appendTo(query.with("at-least", atLeast)));
    }

    /** The asset's trades of the last days, the newest first. */
    public List<TapeView> tape(Symbol symbol, TimeRange range, Paging paging, @Nullable StreamPosition atLeast) {
        Query query = Query.of("/v1/assets/" + symbol + "/trades");
        return get(TAPE, paging.appendTo(range.appendTo(query)).with("at-least", atLeast));
    }

    /** The account's orders, newest first. A page may be empty and have a next one. */
    public Listing<OrderView> orders(
            AccountId id,
            @Nullable Symbol symbol,
            @Nullable OrderStatus status,
            @Nullable ClientOrderId name,
            TimeRange range,
            Paging paging,
            @Nullable StreamPosition atLeast) {
        Query query = Query.of("/v1/accounts/" + id + "/orders")
                .with("symbol", symbol)
                .with("status", status)
                .with("clientOrderId", name);
        return get(ORDERS, paging.appendTo(range.appendTo(query).with("at-least", atLeast)));
    }

    public OrderView order(AccountId id, OrderId order, @Nullable StreamPosition atLeast) {
        return get(ORDER, Query.of("/v1/accounts/" + id + "/orders/" + order).with("at-least", atLeast));
    }

    public BookView book(Symbol symbol, int depth) {
        return get(BOOK, Query.of("/v1/assets/" + symbol + "/book").with("depth", depth));
    }

    public Listing<WalletView> wallets(AccountId id, Paging paging, @Nullable StreamPosition atLeast) {
        Query query = Query.of("/v1/accounts/" + id + "/wallets").with("at-least", atLeast);
        return get(WALLETS, paging.appendTo(query));
    }

    public WalletView wallet(AccountId id, Unit unit, @Nullable StreamPosition atLeast) {
        Query query = Query.of("/v1/accounts/" + id + "/wallets/" + unit).with("at-least", atLeast);
        return get(WALLET, query);
    }

    public UnitView unit(Unit unit, @Nullable StreamPosition atLeast) {
        return get(UNIT, Query.of("/v1/units/" + unit).with("at-least", atLeast));
    }

    public AssetView asset(Symbol symbol, @Nullable StreamPosition atLeast) {
        return get(ASSET, Query.of("/v1/assets/" + symbol).with("at-least", atLeast));
    }

    /** Candles whose start is in the range, the oldest first. */
    public Listing<CandleView> candles(
            Symbol symbol, CandleInterval interval, TimeRange range, Paging paging, @Nullable StreamPosition atLeast) {
        Query query = Query.of("/v1/assets/" + symbol + "/candles").with("interval", interval);
        return get(CANDLES, paging.appendTo(range.appendTo(query)).with("at-least", atLeast));
    }

    /** Ticks in the range, the newest first. */
    public Listing<TickView> ticks(Symbol symbol, TimeRange range, Paging paging, @Nullable StreamPosition atLeast) {
        Query query = Query.of("/v1/assets/" + symbol + "/ticks");
        return get(TICKS, paging.appendTo(range.appendTo(query)).with("at-least", atLeast));
    }

    public StatisticsView statistics(Symbol symbol, TimeRange range, @Nullable StreamPosition atLeast) {
        Query query = Query.of("/v1/assets/" + symbol + "/statistics");
        return get(STATISTICS, range.appendTo(query).with("at-least", atLeast));
    }

    public TrialBalanceView trialBalance() {
        return get(BALANCE, Query.of("/v1/ledger/trial-balance"));
    }

    /** What the processor knows of an operation; empty if it knows nothing of it. */
    public Optional<OperationView> operation(OperationId id) {
        return operation(Query.of("/v1/operations/" + id));
    }

    /** The same, with where its command stands, so that PENDING can be told. */
    public Optional<OperationView> operation(OperationId id, String area, StreamPosition position) {
        return operation(
                Query.of("/v1/operations/" + id).with("position", position).with("area", area));
    }

    /**
     * The same, for one who has asked for this.
     *
     * @param scope the account or asset that it is about
     * @throws ProblemException IDEMPOTENCY_KEY_REUSED when something else was asked for first
     */
    public Optional<OperationView> operationOf(OperationId id, String scope, String content) {
        return operation(Query.of("/v1/operations/" + id).with("scope", scope).with("content", content));
    }

    private Optional<OperationView> operation(Query query) {
        try {
            return Optional.of(get(OPERATION, query));
        } catch (ProblemException e) {
            if (e.code() == ProblemCode.OPERATION_NOT_FOUND || e.code() == ProblemCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** How far every partition of the command topics has got, at this moment. */
    public List<Progress> progress() {
        return get(PROGRESS, Query.of("/v1/ops/progress"));
    }

    /** How far every partition of the command topics is behind. */
    public List<PartitionLagView> lag() {
        return get(LAG, Query.of("/v1/ops/lag"));
    }

    private <T> T get(TypeReference<T> type, Query query) {
        return remote.get(type, query, readTimeout);
    }

    @Override
    public void close() {
        remote.close();
    }
}
