package dev.gembourse.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OrderView;
import dev.gembourse.events.view.StatisticsView;
import dev.gembourse.tools.client.Reply;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples of bands, freezing, reserving and partial fills, over REST, with prices from the stream. */
@ExtendWith(Running.class)
class OrdersTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void aBandIsHeldFilledInPartsByTheStreamAndCancelled(TheSystem system) {
        Symbol symbol = withBook(system, "15");
        Player anna = system.player("3000.00");
        Map<String, Object> band = order(symbol, "BUY", "BAND", "100");
        band.put("lowerPrice", "10");
        band.put("upperPrice", "20");
        String order = placed(system, anna, band);
        assertThat(anna.cash()).isEqualByComparingTo("1000");

        Reply beyond = system.gateway().send("POST", anna.path() + "/orders", system.name("o"), band, SOON);
        assertThat(beyond.status()).as(beyond.toString()).isEqualTo(422);
        assertThat(beyond.code()).isEqualTo("INSUFFICIENT_CASH");

        try (Stream stream = new Stream(system, symbol)) {
            stream.tick("20.01", 50);
            stream.tick("9.99", 50);
            stream.tick("20", 0);
            assertThat(get(system, anna, order).filled()).isEqualByComparingTo("0");
            stream.tick("20", 50);
            OrderView half = await(system, anna, order, its -> its.filled().signum() > 0);
            assertThat(half.filled()).isEqualTo("50");
            assertThat(half.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
            stream.tick("10", 30);
            OrderView more = await(system, anna, order, its -> its.filled().compareTo(new BigDecimal("50")) > 0);
            assertThat(more.filled()).isEqualTo("80");
            assertThat(more.paid()).isEqualTo("1300.00");
            assertThat(anna.cash())
                    .as("what the lower price has saved is free again")
                    .isEqualByComparingTo("1300");
        }

        cancel(system, anna, order);
        OrderView cancelled = await(system, anna, order, its -> its.status() == OrderStatus.CANCELLED);
        assertThat(cancelled.held()).isEqualByComparingTo("0");
        assertThat(anna.cash()).isEqualByComparingTo("1700");
        Reply again = system.gateway().send("DELETE", path(anna, order), system.name("o"), Map.of(), SOON);
        assertThat(again.status()).as(again.toString()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("ORDER_ENDED");
    }

    @Test
    void noMoreIsSoldThanIsHeldAndPlayersFillEachOther(TheSystem system) {
        Symbol symbol = withBook(system, "15");
        Player anna = system.player("1000.00");
        Player ben = system.player("1000.00");
        String bought = placed(system, anna, limit(symbol, "BUY", "50", "15"));
        try (Stream stream = new Stream(system, symbol)) {
            stream.tick("15", 50);
            await(system, anna, bought, its -> its.status() == OrderStatus.FILLED);
            stream.tick("15", 0);
        }
        String sale = placed(system, anna, limit(symbol, "SELL", "50", "16"));
        Reply second = system.gateway()
                .send("POST", anna.path() + "/orders", system.name("o"), limit(symbol, "SELL", "50", "16"), SOON);
        assertThat(second.status()).as(second.toString()).isEqualTo(422);
        assertThat(second.code()).isEqualTo("INSUFFICIENT_POSITION");

        String purchase = placed(system, ben, limit(symbol, "BUY", "20", "17"));
        OrderView took = await(system, ben, purchase, its -> its.status() == OrderStatus.FILLED);
        OrderView gave = await(system, anna, sale, its -> its.filled().signum() > 0);
        assertThat(took.averagePrice()).isEqualByComparingTo("16");
        assertThat(gave.open()).isEqualTo("30");
        assertThat(anna.cash()).isEqualByComparingTo("570");
        assertThat(ben.cash()).isEqualByComparingTo("680");
    }

    @Test
    void badOrdersAreToldSoAndChangeNothing(TheSystem system) {
        Symbol symbol = withBook(system, "15");
        Player anna = system.player("100.00");
        List<Map<String, String>> all = List.of(
                Map.of("lowerPrice", "20", "upperPrice", "10", "quantity", "1"),
                Map.of("lowerPrice", "10", "upperPrice", "20", "quantity", "0"),
                Map.of("lowerPrice", "-1", "upperPrice", "20", "quantity", "1"));
        for (Map<String, String> members : all) {
            Map<String, Object> bad = new HashMap<>(members);
            bad.putAll(Map.of("symbol", symbol, "side", "BUY", "type", "BAND"));
            Reply reply = system.gateway().send("POST", anna.path() + "/orders", system.name("o"), bad, SOON);
            assertThat(reply.status()).as(reply.toString()).isEqualTo(422);
            assertThat(reply.code()).isEqualTo("ORDER_INVALID");
        }
        assertThat(anna.cash()).isEqualByComparingTo("100");
    }

    private static Symbol withBook(TheSystem system, String price) {
        Symbol symbol = new Symbol(system.name("OB"));
        TheSystem.settled(system.gateway()
                .perform(
                        "POST",
                        "/v1/assets",
                        system.name("asset"),
                        Map.of(
                                "symbol",
                                symbol,
                                "name",
                                "Asset",
                                "currency",
                                "USD",
                                "price",
                                price,
                                "book",
                                Map.of("makerBasisPoints", 0))));
        return symbol;
    }

    private static Map<String, Object> order(Symbol symbol, String side, String type, String quantity) {
        return new HashMap<>(Map.of("symbol", symbol, "side", side, "type", type, "quantity", quantity));
    }

    private static Map<String, Object> limit(Symbol symbol, String side, String quantity, String price) {
        Map<String, Object> order = order(symbol, side, "LIMIT", quantity);
        order.put("limitPrice", price);
        return order;
    }

    private static String placed(TheSystem system, Player player, Map<String, Object> order) {
        OperationView placed =
                TheSystem.settled(system.gateway().perform("POST", player.path() + "/orders", system.name("o"), order));
        return placed.operationId().toString();
    }

    private static void cancel(TheSystem system, Player player, String order) {
        TheSystem.settled(system.gateway().perform("DELETE", path(player, order), system.name("o"), Map.of()));
    }

    private static String path(Player player, String order) {
        return player.path() + "/orders/" + order;
    }

    private static OrderView get(TheSystem system, Player player, String order) {
        return system.gateway().get(path(player, order), OrderView.class);
    }

    private static OrderView await(TheSystem system, Player player, String order, Predicate<OrderView> isThere) {
        return Awaitility.await(order).atMost(SOON).until(() -> get(system, player, order), isThere);
    }

    /** Publishes prices of one asset; each call returns when the market has taken the tick. */
    private static final class Stream implements AutoCloseable {

        private final TheSystem system;
        private final Symbol symbol;
        private final Mqtt5BlockingClient client;
        private final Instant begin = Instant.now().minusSeconds(30);
        private int number;

        Stream(TheSystem system, Symbol symbol) {
            this.system = system;
            this.symbol = symbol;
            int port = system.stack().parts().stream()
                    .filter(part -> part.name().equals("mqtt"))
                    .findFirst()
                    .orElseThrow()
                    .port();
            this.client = Mqtt5Client.builder()
                    .identifier(system.name("orders"))
                    .serverHost("127.0.0.1")
                    .serverPort(port)
                    .buildBlocking();
            client.connect();
        }

        void tick(String price, int available) {
            long before = ticks();
            Instant time = begin.plusMillis(++number);
            String tick = "{\"stock_id\":\"%s\",\"name\":\"any\",\"price\":%s,\"availability\":%d,\"timestamp\":\"%s\"}"
                    .formatted(symbol, price, available, time);
            // The same tick again is the same one: a gateway that has only just subscribed may have missed the first.
            Awaitility.await("tick " + price)
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        client.publishWith()
                                .topic("prices/" + symbol)
                                .payload(tick.getBytes(UTF_8))
                                .qos(MqttQos.AT_LEAST_ONCE)
                                .send();
                        return ticks() > before;
                    });
        }

        private long ticks() {
            return system.gateway()
                    .get("/v1/assets/" + symbol + "/statistics", StatisticsView.class)
                    .ticks();
        }

        @Override
        public void close() {
            client.disconnect();
        }
    }
}
