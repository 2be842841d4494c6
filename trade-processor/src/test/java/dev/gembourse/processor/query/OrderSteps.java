package dev.gembourse.processor.query;

import static dev.gembourse.processor.fixture.Issuers.createWithBook;
import static dev.gembourse.processor.fixture.Issuers.tick;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.limitOrder;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.operation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.view.AssetView;
import dev.gembourse.events.view.BookView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.OrderView;
import dev.gembourse.events.view.PositionView;
import dev.gembourse.events.view.WalletView;
import dev.gembourse.processor.fixture.RunningProcessor;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import tools.jackson.core.type.TypeReference;

/** What tests of orders do and look at, on the shared processor. */
final class OrderSteps {

    private static final RunningProcessor PROCESSOR = RunningProcessor.shared();
    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

    private OrderSteps() {}

    static void create(String symbol, String price, int makerFee, int takerFee) {
        settle(createWithBook("create", symbol, price, makerFee, takerFee));
    }

    static AccountId player(String name, String cash) {
        AccountId account = account(name);
        settle(open("open", account, name, Money.of("USD", cash)));
        return account;
    }

    /** Buys from the house, for 50 each. */
    static void holding(AccountId account, String symbol, String quantity, int second) {
        tick1(symbol, "50", quantity, second);
        settle(limitOrder("get", account, Side.BUY, symbol, quantity, "50"));
        await(account, "get", order -> order.status() == OrderStatus.FILLED);
    }

    static void tick1(String symbol, String price, String available, int second) {
        settle(tick(symbol, price, available, NINE.plusSeconds(second)));
    }

    static OperationView settle(TradingCommand command) {
        return PROCESSOR.settle(command);
    }

    static void settle(MarketCommand command) {
        assertThat(PROCESSOR.settle(command).status()).isEqualTo(Status.SETTLED);
    }

    static OrderId id(AccountId account, String key) {
        return OrderId.of(operation(account, key));
    }

    static OrderView await(AccountId account, String key, Predicate<OrderView> isThere) {
        return await(account, id(account, key), isThere);
    }

    static OrderView await(AccountId account, OrderId order, Predicate<OrderView> isThere) {
        AtomicReference<OrderView> found = new AtomicReference<>();
        Awaitility.await(order.toString()).atMost(RunningProcessor.BOUND).until(() -> {
            found.set(order(account, order));
            return isThere.test(found.get());
        });
        return found.get();
    }

    static AssetView asset(String symbol) {
        return PROCESSOR.get("/v1/assets/" + symbol, new TypeReference<>() {});
    }

    static WalletView wallet(AccountId account) {
        return PROCESSOR.get("/v1/accounts/" + account + "/wallets/USD", new TypeReference<>() {});
    }

    static PositionView position(AccountId account, String symbol) {
        return PROCESSOR.get("/v1/accounts/" + account + "/positions/" + symbol, new TypeReference<>() {});
    }

    static BookView book(String symbol) {
        return PROCESSOR.get("/v1/assets/" + symbol + "/book", new TypeReference<>() {});
    }

    static BigDecimal house(String symbol) {
        BookView.House house = book(symbol).house();
        assertThat(house).isNotNull();
        return house.available();
    }

    static Listing<OrderView> orders(AccountId account, String query) {
        return PROCESSOR.get("/v1/accounts/" + account + "/orders" + query, new TypeReference<>() {});
    }

    static OrderView order(AccountId account, OrderId order) {
        return PROCESSOR.get("/v1/accounts/" + account + "/orders/" + order, new TypeReference<>() {});
    }
}
