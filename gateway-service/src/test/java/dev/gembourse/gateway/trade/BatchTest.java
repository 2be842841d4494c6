package dev.gembourse.gateway.trade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.OperationKind;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.gateway.fixture.SentCommands;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static StreamPosition quoted = new StreamPosition(0, 0);
    private final RunningGateway gateway = RunningGateway.shared();
    private final UUID account = UUID.randomUUID();

    @BeforeAll
    static void anAsset() {
        quoted = RunningGateway.shared().create("BATCH");
    }

    @Test
    void aThousandTradesAreAcceptedEachOnItsOwn() {
        String items = IntStream.range(0, 1000)
                .mapToObj(i -> item(UUID.randomUUID(), "k" + i, "BATCH", "BUY", "\"1\""))
                .collect(Collectors.joining(","));

        Answered answer = batch(items);

        assertThat(answer.status()).as(answer.body()).isEqualTo(207);
        assertThat(answer.json().at("/items")).hasSize(1000).allSatisfy(item -> {
            assertThat(item.at("/status").asInt()).isEqualTo(202);
            assertThat(item.at("/operation/status").asString()).isEqualTo("PENDING");
            assertThat(item.at("/operation/links/self").asString()).contains("?position=");
        });
        PlaceTrade last =
                (PlaceTrade) SentCommands.trading(gateway.sent.only(answer.at("/items/999/operation/operationId")));
        assertThat(last.quoteAtLeast()).isEqualTo(quoted);
    }

    @Test
    void aBadItemDoesNotSpoilItsNeighbours() {
        Answered answer = batch(String.join(
                ",",
                item(account, "good", "BATCH", "BUY", "\"1\""),
                item(account, "side", "BATCH", "HOLD", "\"1\""),
                item(account, "zero", "BATCH", "BUY", "0"),
                item(account, "fine", "BATCH", "BUY", "\"0.001\""),
                item(account, "none", "NOSUCH", "BUY", "\"1\""),
                "{\"accountId\":\"" + account + "\",\"symbol\":\"BATCH\",\"side\":\"BUY\",\"quantity\":\"1\"}",
                "7",
                item(account, "good", "BATCH", "BUY", "1.0"),
                item(account, "good", "BATCH", "BUY", "2"),
                item(account, "last", "BATCH", "SELL", "\"1\"")));

        assertThat(answer.status()).isEqualTo(207);
        assertItem(answer, 0, 202, "");
        assertItem(answer, 1, 400, "INVALID_REQUEST");
        assertThat(answer.at("/items/1/problem/errors/0/pointer")).isEqualTo("/trades/1/side");
        assertItem(answer, 2, 400, "INVALID_REQUEST");
        assertThat(answer.at("/items/2/problem/errors/0/pointer")).isEqualTo("/trades/2/quantity");
        assertItem(answer, 3, 422, "QUANTITY_SCALE_EXCEEDED");
        assertItem(answer, 4, 422, "UNKNOWN_SYMBOL");
        assertItem(answer, 5, 400, "INVALID_REQUEST");
        assertThat(answer.at("/items/5/problem/errors/0/pointer")).isEqualTo("/trades/5/idempotencyKey");
        assertItem(answer, 6, 400, "INVALID_REQUEST");
        assertItem(answer, 7, 202, "");
        assertThat(answer.at("/items/7/replayed")).isEqualTo("true");
        assertThat(answer.at("/items/7/operation/operationId")).isEqualTo(answer.at("/items/0/operation/operationId"));
        assertItem(answer, 8, 202, ""); // the journal is going to refuse it
        assertItem(answer, 9, 202, "");
    }

    @Test
    void nullIsABadItemLikeAnyOther() {
        Answered answer = batch(
                item(account, "before", "BATCH", "BUY", "1") + ",null," + item(account, "after", "BATCH", "BUY", "1"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(207);
        assertItem(answer, 0, 202, "");
        assertItem(answer, 1, 400, "INVALID_REQUEST");
        assertThat(answer.at("/items/1/problem/errors/0/pointer")).isEqualTo("/trades/1");
        assertItem(answer, 2, 202, "");
    }

    @Test
    void aWaitingBatchOfRetriesEndsInTimeWhileTheProcessorHangs() {
        String items = IntStream.range(0, 4)
                .mapToObj(i -> item(account, "retry" + i, "BATCH", "BUY", "1"))
                .collect(Collectors.joining(","));
        Answered first = batch(items);
        IntStream.range(0, 4)
                .mapToObj(i -> "/v1/operations/" + first.at("/items/" + i + "/operation/operationId"))
                .forEach(operation -> gateway.processor.on(operation, query -> {
                    LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
                    return Reply.problem(404, "OPERATION_NOT_FOUND", "no such operation");
                }));
        Instant begin = Instant.now();

        Answered retry = gateway.post("/v1/trades:batch", "{\"trades\":[" + items + "]}", "Prefer", "wait=1");

        IntStream.range(0, 4).forEach(i -> assertItem(retry, i, 202, ""));
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void aWaitingBatchIsAnsweredWithItsOutcomes() {
        gateway.sent.whenTrading(command -> {
            PlaceTrade trade = (PlaceTrade) command;
            if (trade.side() == Side.BUY) {
                gateway.journals.publish(settled(trade));
            } else {
                gateway.journals.publish(new OperationRefused(
                        trade.operationId(),
                        trade.accountId(),
                        OperationKind.TRADE,
                        TradingRefusal.INSUFFICIENT_POSITION,
                        "expected 1 but got 0",
                        Instant.now()));
            }
        });

        Answered answer = gateway.post(
                "/v1/trades:batch",
                "{\"trades\":[" + item(account, "a", "BATCH", "BUY", "1") + ","
                        + item(account, "b", "BATCH", "SELL", "1") + "]}",
                "Prefer",
                "wait=5");

        assertItem(answer, 0, 201, "");
        assertThat(answer.at("/items/0/result/message")).startsWith("Bought 1 Batch");
        assertThat(answer.at("/items/0/position")).isNotEmpty();
        assertItem(answer, 1, 422, "INSUFFICIENT_POSITION");
        assertThat(answer.at("/items/1/position")).isNotEmpty();
    }

    @Test
    void moreThanAThousandAreRefused() {
        String item = item(account, "k", "BATCH", "BUY", "1");

        Answered answer = batch(String.join(",", Collections.nCopies(1001, item)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/trades");
    }

    private static void assertItem(Answered answer, int index, int status, String code) {
        assertThat(answer.at("/items/" + index + "/status"))
                .as(index + ": " + answer.body())
                .isEqualTo(String.valueOf(status));
        assertThat(answer.at("/items/" + index + "/problem/code")).isEqualTo(code);
    }

    private Answered batch(String items) {
        return gateway.post("/v1/trades:batch", "{\"trades\":[" + items + "]}");
    }

    private static String item(UUID account, String key, String symbol, String side, String quantity) {
        return "{\"accountId\":\"%s\",\"idempotencyKey\":\"%s\",\"symbol\":\"%s\",\"side\":\"%s\",\"quantity\":%s}"
                .formatted(account, key, symbol, side, quantity);
    }

    private static TradeSettled settled(PlaceTrade trade) {
        return new TradeSettled(
                trade.operationId(),
                trade.accountId(),
                trade.symbol(),
                "Batch",
                trade.side(),
                Objects.requireNonNullElse(trade.quantity(), Quantity.of("1")),
                Price.of("5"),
                new BigDecimal("5.00"),
                new Unit("USD"),
                BigDecimal.ZERO,
                null,
                new BigDecimal("5.00"),
                BigDecimal.ONE,
                new BigDecimal("5"),
                Instant.now());
    }
}
