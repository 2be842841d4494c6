package dev.gembourse.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.MarketCommand.EnterOrder;
import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.order.TimeInForce;
import dev.gembourse.events.trading.OperationKind;
import dev.gembourse.events.trading.TradingCommand.CancelOrders;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingCommand.ReplaceOrder;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested.OpenOrder;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.BookView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.OrderView;
import dev.gembourse.events.view.PageView;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {

    private static final String SYMBOL = "ORDERED";
    private static final String LIMIT =
            "{\"symbol\":\"ORDERED\",\"side\":\"BUY\",\"type\":\"LIMIT\",\"quantity\":\"5\",\"limitPrice\":\"24.5\"}";

    private final RunningGateway gateway = RunningGateway.shared();
    private final String orders = "/v1/accounts/" + UUID.randomUUID() + "/orders";
    private final AtomicReference<PlaceOrder> asked = new AtomicReference<>();

    @BeforeEach
    void knowTheAsset() {
        gateway.create(SYMBOL);
        gateway.sent.whenTrading(command -> {
            if (command instanceof PlaceOrder place) {
                asked.set(place);
                gateway.journals.publish(placed(place));
            }
        });
    }

    @Test
    void anOrderIsPlacedAndAnsweredAsItIsHeld() {
        Answered answer = gateway.post(orders, LIMIT, "Prefer", "wait=5");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.at("/status")).isEqualTo("OPEN");
        assertThat(answer.at("/timeInForce")).isEqualTo("GTC");
        assertThat(answer.at("/held")).isEqualTo("122.50");
        assertThat(answer.at("/open")).isEqualTo("5");
        assertThat(answer.at("/orderId")).isEqualTo(asked.get().order().toString());
        assertThat(answer.header("Location"))
                .isEqualTo(orders + "/" + asked.get().order());
        assertThat(asked.get().marketAtLeast()).isNotNull();
        assertThat(asked.get().terms().selfTrade()).isEqualTo(SelfTrade.CANCEL_NEWEST);
    }

    @Test
    void aMarketOrderDoesNotWaitUnlessToldOtherwiseWhichIsRefused() {
        String market = "{\"symbol\":\"ORDERED\",\"side\":\"BUY\",\"type\":\"MARKET\",\"notional\":\"50\"}";

        assertThat(gateway.post(orders, market, "Prefer", "wait=1").status())
                .as("the order as it was placed: its book has not answered in time")
                .isEqualTo(201);
        assertThat(asked.get().terms().timeInForce()).isEqualTo(TimeInForce.IOC);
    }

    @Test
    void anOrderThatDoesNotWaitIsAnsweredWhenItHasEnded() {
        gateway.sent.whenTrading(command -> {
            if (command instanceof PlaceOrder place) {
                OrderPlaced placed = placed(place);
                gateway.journals.publish(placed);
                gateway.processor.on(
                        orders + "/" + place.order(),
                        query -> query.contains("at-least=")
                                ? Reply.ok(ended(placed))
                                : Reply.problem(404, "ORDER_NOT_FOUND", "not yet"));
                gateway.journals.publish(end(placed, BigDecimal.ONE));
                gateway.journals.publish(end(placed, BigDecimal.ZERO));
            }
        });
        String market = "{\"symbol\":\"ORDERED\",\"side\":\"BUY\",\"type\":\"MARKET\",\"notional\":\"50\"}";

        Answered answer = gateway.post(orders, market, "Prefer", "wait=5");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.at("/status")).isEqualTo("CANCELLED");
        assertThat(answer.at("/reason")).isEqualTo("NOTHING_TO_TAKE");
        assertThat(gateway.processor.asked())
                .filteredOn(path -> path.startsWith(orders + "/"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "type":"BAND","quantity":"1","lowerPrice":"20","upperPrice":"10"          |            | lowerPrice
            "type":"BAND","quantity":"1","lowerPrice":"10"                            |            | upperPrice
            "type":"BAND","quantity":"1","limitPrice":"10"                            |            | limitPrice
            "type":"LIMIT","quantity":"1"                                             |            | limitPrice
            "type":"LIMIT","quantity":"0","limitPrice":"10"                           | /quantity  | greater than 0
            "type":"LIMIT","quantity":"-1","limitPrice":"10"                          | /quantity  | greater than 0
            "type":"LIMIT","quantity":"1","limitPrice":"0"                            | /limitPrice | greater than 0
            "type":"LIMIT","quantity":"0.000000001","limitPrice":"10"                 | /quantity  | at most 8 digits
            "type":"LIMIT","quantity":"1","notional":"1","limitPrice":"10"            |            | exactly one of
            "type":"LIMIT","limitPrice":"10"                                          |            | exactly one of
            "type":"LIMIT","notional":"-1","limitPrice":"10"                          |            | greater than 0
            "type":"MARKET","quantity":"1","limitPrice":"10"                          |            | no limitPrice
            "type":"MARKET","quantity":"1","timeInForce":"GTC"                        |            | IOC or FOK
            "type":"LIMIT","quantity":"1","limitPrice":"10","timeInForce":"IOC","postOnly":true | | waits with postOnly
            "type":"STOP","quantity":"1"                                              |            | stopPrice
            "type":"STOP","quantity":"1","stopPrice":"0"                              | /stopPrice | greater than 0
            "type":"STOP","quantity":"1","stopPrice":"10","timeInForce":"FOK"         |            | GTC, DAY or GTD
            "type":"STOP","notional":"9","stopPrice":"10"                             |            | expected quantity
            "type":"STOP","quantity":"1","stopPrice":"10","postOnly":true             |            | waits with postOnly
            "type":"STOP_LIMIT","quantity":"1","stopPrice":"10"                       |            | limitPrice
            "type":"OCO","quantity":"1","stopPrice":"10","limitPrice":"11"            |            | below stopPrice
            "type":"TRAILING_STOP","quantity":"1"                                     |            | exactly one of trail
            "type":"TRAILING_STOP","quantity":"1","trailAmount":"1","trailPercent":"1" |           | exactly one of trail
            "type":"TRAILING_STOP","quantity":"1","trailPercent":"50.01"              |            | 0.01 to 50
            "type":"TRAILING_STOP","quantity":"1","trailPercent":"0.001"              | /trailPercent | 0.01 to 50
            "type":"TRAILING_STOP","quantity":"1","trailAmount":"-1"                  | /trailAmount | greater than 0
            "type":"LIMIT","quantity":"1","limitPrice":"10","timeInForce":"GTD"       |            | expiresAt
            "type":"LIMIT","quantity":"1","limitPrice":"10","timeInForce":"DAY","expiresAt":"2099-01-01T00:00:00Z" | | no expiresAt
            "type":"LIMIT","quantity":"1","limitPrice":"10","exit":{"takeProfitPrice":"9","stopPrice":"10"} | | above stopPrice
            "type":"LIMIT","quantity":"1","limitPrice":"10","exit":{"takeProfitPrice":"0","stopPrice":"10"} | /exit/takeProfitPrice | greater than 0
            """)
    void whatDoesNotFitTogetherIsRefusedAndNothingSent(String members, String pointer, String detail) {
        Answered answer = gateway.post(orders, "{\"symbol\":\"ORDERED\",\"side\":\"BUY\"," + members.strip() + "}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("ORDER_INVALID");
        assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer == null ? "" : pointer.strip());
        assertThat(answer.at("/detail")).contains(detail.strip());
        assertThat(asked.get()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"symbol":"ORDERED","side":"BUY","type":"ICEBERG","quantity":"1"}                           | 400
            {"symbol":"ORDERED","side":"HOLD","type":"LIMIT","quantity":"1","limitPrice":"1"}           | 400
            {"symbol":"ORDERED","side":"SELL_SHORT","type":"LIMIT","quantity":"1","limitPrice":"1"}     | 422
            {"symbol":"ORDERED","side":"BUY","type":"LIMIT","quantity":"1","limitPrice":"1","colour":1} | 400
            {"symbol":"ORDERED","side":"BUY","type":"LIMIT","quantity":"1e400","limitPrice":"1"}        | 422
            {"symbol":"ORDERED","side":"BUY","type":"LIMIT","quantity":"NaN","limitPrice":"1"}          | 400
            {"symbol":"NOWHERE","side":"BUY","type":"LIMIT","quantity":"1","limitPrice":"1"}            | 422
            {"side":"BUY","type":"LIMIT","quantity":"1","limitPrice":"1"}                               | 400
            {"symbol":"ORDERED","side":"BUY","type":"LIMIT","quantity":"1","limitPrice":"1","clientOrderId":"a b"} | 400
            """)
    void badBodiesAreRefusedAndNothingSent(String body, int status) {
        gateway.processor.on("/v1/assets/NOWHERE", Reply.problem(404, "ASSET_NOT_FOUND", "there is none"));

        Answered answer = gateway.post(orders, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(asked.get()).isNull();
    }

    @Test
    void cancellingAsksForOneOrForAll() {
        AtomicReference<CancelOrders> cancelled = new AtomicReference<>();
        OrderId order = new OrderId(UUID.randomUUID());
        gateway.sent.whenTrading(command -> {
            if (command instanceof CancelOrders cancel) {
                cancelled.set(cancel);
                gateway.journals.publish(new CancellationRequested(
                        cancel.operationId(),
                        cancel.accountId(),
                        List.of(new OpenOrder(order, new Symbol(SYMBOL))),
                        Instant.now()));
            }
        });

        Answered one = gateway.sendJson("DELETE", orders + "/" + order, "", "Prefer", "wait=5");
        assertThat(one.status()).as(one.body()).isEqualTo(200);
        assertThat(one.at("/orders/0")).isEqualTo(order.toString());
        assertThat(cancelled.get().order()).isEqualTo(order);

        Answered all = gateway.sendJson("DELETE", orders + "?symbol=ORDERED", "", "Prefer", "wait=5");
        assertThat(all.status()).as(all.body()).isEqualTo(200);
        assertThat(cancelled.get().order()).isNull();
        assertThat(cancelled.get().symbol()).hasToString("ORDERED");

        assertThat(gateway.sendJson("DELETE", orders + "/no-id", "").status()).isEqualTo(400);
    }

    @Test
    void anOrderIsReplacedInTheVersionThatItsOwnerHasSeen() {
        AtomicReference<ReplaceOrder> replace = new AtomicReference<>();
        gateway.post(orders, LIMIT, "Prefer", "wait=5");
        Order order = placed(asked.get()).order();
        gateway.sent.whenTrading(command -> {
            if (command instanceof ReplaceOrder wish) {
                replace.set(wish);
                gateway.journals.publish(requested(wish, order));
            }
        });
        String one = orders + "/" + order.id();

        Answered missing = gateway.sendJson("PATCH", one, "{\"quantity\":\"7\"}", "Prefer", "wait=5");
        assertThat(missing.status()).as(missing.body()).isEqualTo(428);
        assertThat(missing.code()).isEqualTo("VERSION_REQUIRED");
        Answered star = gateway.sendJson("PATCH", one, "{\"quantity\":\"7\"}", "Prefer", "wait=5", "If-Match", "*");
        assertThat(star.status()).as(star.body()).isEqualTo(412);
        for (String nothing : List.of("{}", "{\"quantity\":\"0\"}", "{\"limitPrice\":\"-1\"}")) {
            Answered refused = gateway.sendJson("PATCH", one, nothing, "Prefer", "wait=5", "If-Match", "\"1\"");
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.code()).isEqualTo("ORDER_INVALID");
        }
        assertThat(replace.get()).isNull();

        Answered right = gateway.sendJson(
                "PATCH", one, "{\"quantity\":\"7\",\"limitPrice\":\"25\"}", "Prefer", "wait=5", "If-Match", "\"1\"");
        assertThat(right.status()).as(right.body()).isEqualTo(200);
        assertThat(right.at("/quantity")).isEqualTo("7");
        assertThat(replace.get().version()).isEqualTo(1);
        assertThat(replace.get().prices()).isEqualTo(OrderPrices.limit(Price.of("25")));
    }

    @Test
    void aRefusalHasItsOwnStatus() {
        gateway.sent.whenTrading(command -> {
            if (command instanceof CancelOrders cancel) {
                gateway.journals.publish(new OperationRefused(
                        cancel.operationId(),
                        cancel.accountId(),
                        OperationKind.ORDER_CANCELLATION,
                        TradingRefusal.ORDER_ENDED,
                        "expected an open order but it is FILLED",
                        Instant.now()));
            }
        });

        Answered answer = gateway.sendJson("DELETE", orders + "/" + UUID.randomUUID(), "", "Prefer", "wait=5");

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("ORDER_ENDED");
    }

    @Test
    void ordersAndBooksAreReadFromTheProcessor() {
        gateway.post(orders, LIMIT, "Prefer", "wait=5");
        OrderView view = OrderView.of(placed(asked.get()));
        gateway.processor.on(orders, Reply.ok(new Listing<>(List.of(view), new PageView(50, null))));
        gateway.processor.on(orders + "/" + view.orderId(), Reply.ok(view));
        gateway.processor.on(
                "/v1/assets/ORDERED/book",
                Reply.ok(new BookView(
                        new Symbol(SYMBOL),
                        List.of(new BookView.Level(Price.of("24.5"), new BigDecimal("5"), 1)),
                        List.of(),
                        null,
                        null)));

        assertThat(gateway.get(orders + "?status=OPEN&symbol=ORDERED").at("/items/0/orderId"))
                .isEqualTo(view.orderId().toString());
        assertThat(gateway.get(orders + "/" + view.orderId()).at("/limitPrice")).isEqualTo("24.5");
        assertThat(gateway.get(orders + "/" + view.orderId()).header("ETag")).isEqualTo("\"1\"");
        assertThat(gateway.get("/v1/assets/ORDERED/book?depth=3").at("/bids/0/quantity"))
                .isEqualTo("5");
        assertThat(gateway.processor.asked()).contains("/v1/assets/ORDERED/book?depth=3");
        assertThat(gateway.get(orders + "?status=WAITING").status()).isEqualTo(400);
        assertThat(gateway.get("/v1/assets/ORDERED/book?depth=0").status()).isEqualTo(400);
        assertThat(gateway.get("/v1/assets/ORDERED/book?depth=1001").status()).isEqualTo(400);
    }

    @Test
    void whatSettlementAsksOfABookIsNotTakenFromAnybodyElse() {
        gateway.post(orders, LIMIT, "Prefer", "wait=5");
        Order order = placed(asked.get()).order();

        Assertions.assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Submission.of(new EnterOrder(EnterOrder.operationOf(order.id()), order, Instant.now())));
    }

    @Test
    void anAssetIsCreatedWithABook() {
        Answered limited = gateway.post(
                "/v1/assets",
                "{\"symbol\":\"NEWBOOK\",\"name\":\"New\",\"currency\":\"USD\",\"price\":\"5\",\"book\":{\"limited\":true}}");
        Answered fee = gateway.post(
                "/v1/assets",
                "{\"symbol\":\"NEWBOOK\",\"name\":\"New\",\"currency\":\"USD\",\"price\":\"5\",\"book\":{\"makerBasisPoints\":10001}}");
        Answered right = gateway.post(
                "/v1/assets",
                "{\"symbol\":\"NEWBOOK\",\"name\":\"New\",\"currency\":\"USD\",\"price\":\"5\",\"book\":{\"takerBasisPoints\":20,\"limited\":true},\"available\":\"7\"}");

        assertThat(limited.status()).as(limited.body()).isEqualTo(400);
        assertThat(fee.status()).as(fee.body()).isEqualTo(400);
        assertThat(right.status()).as(right.body()).isEqualTo(202);
    }

    private static OrderEnded end(OrderPlaced placed, BigDecimal left) {
        return new OrderEnded(
                OperationId.of("end " + placed.order().id(), left.toString()),
                placed.accountId(),
                placed.order().id(),
                new Symbol(SYMBOL),
                EndReason.NOTHING_TO_TAKE,
                Currencies.USD,
                BigDecimal.TEN,
                BigDecimal.TEN,
                left,
                null,
                Instant.now());
    }

    private static OrderView ended(OrderPlaced placed) {
        OrderView.Progress progress = new OrderView.Progress(
                OrderStatus.CANCELLED,
                EndReason.NOTHING_TO_TAKE,
                BigDecimal.ZERO,
                null,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                2,
                Instant.now(),
                null);
        return OrderView.of(placed, progress, List.of());
    }

    private static ReplacementRequested requested(ReplaceOrder wish, Order order) {
        BigDecimal before = order.quantity();
        OrderTerms terms =
                order.terms().with(wish.quantity(), order.terms().prices().with(wish.prices()));
        Quantity quantity = terms.quantity();
        if (before == null || quantity == null) {
            throw new IllegalStateException("expected an order of a quantity");
        }
        Order amended = new Order(order.id(), order.account(), terms, quantity.value(), null, order.worst(), null);
        return new ReplacementRequested(
                wish.operationId(),
                wish.accountId(),
                amended,
                before,
                Currencies.USD,
                BigDecimal.TEN,
                BigDecimal.TEN,
                Instant.now());
    }

    /** As settlement would, for no more than these tests. */
    private static OrderPlaced placed(PlaceOrder place) {
        OrderTerms terms = place.terms();
        Quantity quantity = terms.quantity();
        Price worst = terms.worstPrice() == null ? Price.of("25") : terms.worstPrice();
        BigDecimal held = quantity == null
                ? terms.notional()
                : quantity.value().multiply(worst.value()).setScale(2);
        return new OrderPlaced(
                place.operationId(),
                place.accountId(),
                new Order(
                        place.order(),
                        place.accountId(),
                        terms,
                        quantity == null ? null : quantity.value(),
                        quantity == null ? terms.notional() : null,
                        worst,
                        null),
                Currencies.USD,
                2,
                0,
                0,
                held == null ? BigDecimal.ZERO : held,
                BigDecimal.TEN,
                Instant.now());
    }
}
