package dev.gembourse.processor.query;

import static dev.gembourse.processor.fixture.Issuers.createWithBook;
import static dev.gembourse.processor.fixture.Players.cancel;
import static dev.gembourse.processor.fixture.Players.limitOrder;
import static dev.gembourse.processor.fixture.Players.marketOrder;
import static dev.gembourse.processor.fixture.Players.order;
import static dev.gembourse.processor.fixture.Players.replace;
import static dev.gembourse.processor.fixture.Players.waitingOrder;
import static dev.gembourse.processor.query.OrderSteps.await;
import static dev.gembourse.processor.query.OrderSteps.book;
import static dev.gembourse.processor.query.OrderSteps.create;
import static dev.gembourse.processor.query.OrderSteps.holding;
import static dev.gembourse.processor.query.OrderSteps.id;
import static dev.gembourse.processor.query.OrderSteps.order;
import static dev.gembourse.processor.query.OrderSteps.orders;
import static dev.gembourse.processor.query.OrderSteps.player;
import static dev.gembourse.processor.query.OrderSteps.position;
import static dev.gembourse.processor.query.OrderSteps.settle;
import static dev.gembourse.processor.query.OrderSteps.tick1;
import static dev.gembourse.processor.query.OrderSteps.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.market.MarketCommand.ChangeAsset;
import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Exit;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.order.TimeInForce;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.AssetView;
import dev.gembourse.events.view.OrderView;
import dev.gembourse.processor.fixture.Players;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Orders that are triggered, replaced, expire or leave an exit behind, and trading that halts: on real servers. */
class OrderChangeTest {

    @Test
    void aStopSellsWhenTheLastPriceReachesIt() {
        create("OC-STOP", "50", 0, 0);
        AccountId anna = player("stop-anna", "1000");
        holding(anna, "OC-STOP", "10", 0);
        settle(stop("stop", anna, OrderType.STOP, OrderPrices.stop(Price.of("45"))));

        tick1("OC-STOP", "45.5", "100", 1);
        assertThat(order(anna, id(anna, "stop")).triggeredAt()).isNull();
        tick1("OC-STOP", "44", "100", 2);

        OrderView sold = await(anna, "stop", order -> order.status() == OrderStatus.FILLED);
        assertThat(sold.averagePrice()).isEqualByComparingTo("44");
        assertThat(sold.stopPrice()).hasToString("45");
        await(anna, "stop", order -> order.triggeredAt() != null);
        assertThat(wallet(anna).available()).isEqualTo("940.00");
    }

    @Test
    void aTrailingStopFollowsThePriceAndAStopLimitKeepsItsLimit() {
        create("OC-TRAIL", "50", 0, 0);
        AccountId anna = player("trail-anna", "1000");
        holding(anna, "OC-TRAIL", "10", 0);
        settle(waitingOrder(
                "trail", anna, Side.SELL, "OC-TRAIL", OrderType.TRAILING_STOP, "4", OrderPrices.trail(Price.of("5"))));
        tick1("OC-TRAIL", "60", "100", 1);
        settle(waitingOrder(
                "limit",
                anna,
                Side.SELL,
                "OC-TRAIL",
                OrderType.STOP_LIMIT,
                "6",
                OrderPrices.stopAndLimit(Price.of("56"), Price.of("55"))));
        tick1("OC-TRAIL", "56", "100", 2);
        OrderView limit = await(anna, "limit", order -> order.status() == OrderStatus.FILLED);
        assertThat(limit.averagePrice()).isEqualByComparingTo("56");
        assertThat(order(anna, id(anna, "trail")).status()).isEqualTo(OrderStatus.OPEN);

        tick1("OC-TRAIL", "55", "100", 3);
        OrderView trail = await(anna, "trail", order -> order.status() == OrderStatus.FILLED);
        assertThat(trail.averagePrice()).isEqualByComparingTo("55");
        assertThat(trail.trailAmount()).hasToString("5");
    }

    @Test
    void oneOfTwoLegsIsFilledAndNeverBoth() {
        create("OC-OCO", "50", 0, 0);
        AccountId anna = player("oco-anna", "1000");
        holding(anna, "OC-OCO", "10", 0);
        settle(waitingOrder(
                "oco",
                anna,
                Side.SELL,
                "OC-OCO",
                OrderType.OCO,
                "10",
                OrderPrices.stopAndLimit(Price.of("45"), Price.of("55"))));

        tick1("OC-OCO", "56", "4", 1);
        await(anna, "oco", order -> order.filled().signum() > 0);
        tick1("OC-OCO", "44", "100", 2);

        OrderView oco = await(anna, "oco", order -> order.status() == OrderStatus.FILLED);
        assertThat(oco.filled()).isEqualTo("10");
        assertThat(oco.paid()).isEqualTo("488.00"); // 4 × 56 + 6 × 44
        tick1("OC-OCO", "60", "100", 3);
        assertThat(book("OC-OCO").asks()).isEmpty();
        assertThat(position(anna, "OC-OCO").quantity()).isEqualByComparingTo("0");
    }

    @Test
    void aBracketLeavesAnExitForWhatWasFilled() {
        create("OC-EXIT", "50", 0, 0);
        AccountId anna = player("exit-anna", "1000");
        tick1("OC-EXIT", "50", "6", 0);
        OrderTerms entry = new OrderTerms(
                new Symbol("OC-EXIT"),
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.IOC,
                null,
                Quantity.of("10"),
                null,
                OrderPrices.limit(Price.of("50")),
                false,
                SelfTrade.CANCEL_NEWEST,
                new Exit(Price.of("60"), Price.of("40")),
                null);
        settle(order("entry", anna, entry));

        OrderView entered = await(anna, "entry", order -> order.reason() != null);
        assertThat(entered.filled()).isEqualTo("6");
        OrderId exitId = OrderId.of(PlaceOrder.exitOf(id(anna, "entry")));
        assertThat(entered.exitOrderId()).isEqualTo(exitId);
        Awaitility.await()
                .until(() -> orders(anna, "?status=OPEN").items().stream()
                        .anyMatch(order -> order.orderId().equals(exitId)));
        OrderView exit = order(anna, exitId);
        assertThat(exit.type()).isEqualTo(OrderType.OCO);
        assertThat(exit.quantity()).isEqualTo("6");
        tick1("OC-EXIT", "61", "100", 1);
        OrderSteps.await(anna, exitId, order -> order.status() == OrderStatus.FILLED);
        assertThat(wallet(anna).available()).isEqualTo("1066.00");
        assertThat(wallet(anna).held()).isEqualByComparingTo("0");
    }

    @Test
    void anOrderIsReplacedAtOnceAndKeepsItsId() {
        create("OC-REPLACE", "50", 0, 0);
        AccountId anna = player("replace-anna", "1000");
        settle(limitOrder("order", anna, Side.BUY, "OC-REPLACE", "10", "40"));
        assertThat(wallet(anna).held()).isEqualByComparingTo("400");

        settle(replace("more", anna, "order", 1, "15", OrderPrices.limit(Price.of("45"))));
        OrderView replaced = await(anna, "order", order -> order.status() == OrderStatus.OPEN && order.version() == 3);
        assertThat(replaced.quantity()).isEqualTo("15");
        assertThat(replaced.limitPrice()).hasToString("45");
        assertThat(replaced.open()).isEqualTo("15");
        assertThat(wallet(anna).held()).isEqualByComparingTo("675");
        assertThat(wallet(anna).available()).isEqualTo("325.00");

        assertThat(settle(replace("stale", anna, "order", 1, "5", OrderPrices.NONE))
                        .reason())
                .isEqualTo("ORDER_CHANGED");
        assertThat(settle(replace("dear", anna, "order", 3, "50", OrderPrices.NONE))
                        .reason())
                .isEqualTo("INSUFFICIENT_CASH");
        assertThat(settle(replace("wrong", anna, "order", 3, null, OrderPrices.stop(Price.of("1"))))
                        .reason())
                .isEqualTo("REPLACEMENT_INVALID");

        tick1("OC-REPLACE", "42", "4", 1);
        await(anna, "order", order -> order.filled().signum() > 0);
        assertThat(settle(replace("filled", anna, "order", 4, "4", OrderPrices.NONE))
                        .reason())
                .isEqualTo("REPLACEMENT_INVALID");
        settle(replace("less", anna, "order", 4, "6", OrderPrices.limit(Price.of("41"))));
        OrderView less = await(anna, "order", order -> order.version() == 6);
        assertThat(less.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(less.open()).isEqualTo("2");
        assertThat(wallet(anna).held()).isEqualByComparingTo("82");
        assertThat(wallet(anna).available()).isEqualTo("750.00");
        assertThat(book("OC-REPLACE").bids().getFirst().quantity()).isEqualTo("2");

        settle(cancel("cancel", anna, "order"));
        await(anna, "order", order -> order.status() == OrderStatus.CANCELLED);
        assertThat(settle(replace("late", anna, "order", 8, "20", OrderPrices.NONE))
                        .reason())
                .isEqualTo("ORDER_ENDED");
        assertThat(wallet(anna).held()).isEqualByComparingTo("0");
    }

    @Test
    void anOrderEndsWhenItsTimeIsOver() {
        create("OC-TIME", "50", 0, 0);
        AccountId anna = player("time-anna", "1000");
        Instant soon = Instant.now().plus(Duration.ofSeconds(2));
        settle(order("soon", anna, until(soon)));
        settle(order("later", anna, until(soon.plus(1, ChronoUnit.DAYS))));

        OrderView expired = await(anna, "soon", order -> order.status() == OrderStatus.EXPIRED);
        assertThat(expired.reason()).isEqualTo(EndReason.EXPIRED);
        assertThat(expired.endedAt()).isAfterOrEqualTo(expired.expiresAt());
        assertThat(wallet(anna).held()).isEqualByComparingTo("10");
        assertThat(order(anna, id(anna, "later")).status()).isEqualTo(OrderStatus.OPEN);

        assertThat(settle(order("over", anna, until(soon))).reason()).isEqualTo("EXPIRY_PASSED");
        assertThat(wallet(anna).held()).isEqualByComparingTo("10");
    }

    @Test
    void tradingHaltsWhereAPriceMovesTooFarUntilAnOperatorLetsItGoOn() {
        settle(createWithBook("create", "OC-HALT", "50", new BookTerms(0, 0, 1_000, false), null));
        AccountId anna = player("halt-anna", "1000");
        settle(limitOrder("buy", anna, Side.BUY, "OC-HALT", "1", "60"));
        tick1("OC-HALT", "55.01", "10", 1);
        assertThat(asset().status()).isEqualTo(AssetStatus.HALTED);
        assertThat(order(anna, id(anna, "buy")).filled()).isEqualByComparingTo("0");
        assertThat(settle(marketOrder("more", anna, Side.BUY, "OC-HALT", "1", null))
                        .reason())
                .isEqualTo("MARKET_HALTED");

        settle(new ChangeAsset(
                OperationId.of("asset:OC-HALT", "go on"),
                new Symbol("OC-HALT"),
                null,
                null,
                AssetStatus.ACTIVE,
                Players.AT));
        OrderView bought = await(anna, "buy", order -> order.status() == OrderStatus.FILLED);
        assertThat(bought.averagePrice()).isEqualByComparingTo("55.01");
    }

    private static AssetView asset() {
        return OrderSteps.asset("OC-HALT");
    }

    private static PlaceOrder stop(String key, AccountId account, OrderType type, OrderPrices prices) {
        return waitingOrder(key, account, Side.SELL, "OC-STOP", type, "10", prices);
    }

    private static OrderTerms until(Instant time) {
        return new OrderTerms(
                new Symbol("OC-TIME"),
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.GTD,
                time,
                Quantity.of("1"),
                null,
                OrderPrices.limit(Price.of("10")),
                false,
                SelfTrade.CANCEL_NEWEST,
                null,
                null);
    }
}
