package dev.gembourse.processor.ops;

import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.processor.fixture.RunningProcessor;
import dev.gembourse.processor.fixture.Sender;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** What operators see and do. */
class OperationsDeskTest {

    private final RunningProcessor processor = RunningProcessor.shared();
    private final Sender sender = Sender.shared();

    @Test
    void aPausedStageLeavesOperationsPendingAndGoesOnAfterwards() {
        AccountId ann = account("desk-ann");
        processor.settle(open("open", ann, "desk-Ann", null));
        Deposit deposit = deposit("d", ann, "USD", "1");

        assertThat(processor.send("POST", "/v1/ops/pause?area=trading").statusCode())
                .isEqualTo(204);
        StreamPosition position = sender.send(deposit);
        Awaitility.await("lag").atMost(RunningProcessor.BOUND).until(() -> lagOf(position) > 0);
        Status paused =
                processor.operation(deposit.operationId(), "trading", position).status();
        assertThat(processor.send("POST", "/v1/ops/resume?area=trading").statusCode())
                .isEqualTo(204);

        assertThat(paused).isEqualTo(Status.PENDING);
        assertThat(processor.outcome(deposit.operationId(), "trading", position).status())
                .isEqualTo(Status.SETTLED);
    }

    @Test
    void whatCannotBeReadIsQuarantinedWithItsReasonAndItsNeighboursSettle() {
        AccountId bob = account("desk-bob");
        processor.settle(open("open", bob, "desk-Bob", null));

        StreamPosition garbage = sender.sendGarbage("trading.commands.v1", bob.toString(), "{\"broken");
        processor.settle(deposit("d", bob, "USD", "1"));
        var view = processor.outcome(OperationId.of("nobody", "knows"), "trading", garbage);

        assertThat(view.status()).isEqualTo(Status.QUARANTINED);
        assertThat(view.reason()).isEqualTo("MISSING_TYPE");
    }

    @Test
    void whatIsQuarantinedIsFoundByItsOperationAlone() {
        OperationId operation = OperationId.of("somebody", "knows");
        StreamPosition garbage = sender.sendGarbage("market.commands.v1", "GOLD", "{\"broken", operation);
        processor.outcome(operation, "market", garbage);

        var view = processor.get("/v1/operations/" + operation, new TypeReference<OperationView>() {});

        assertThat(view.status()).isEqualTo(Status.QUARANTINED);
        assertThat(view.reason()).isEqualTo("MISSING_TYPE");
        assertThat(processor
                        .send("GET", "/v1/operations/" + OperationId.of("nobody", "asked"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void rewindingToTheBeginningHasNoEffect() {
        AccountId eve = account("desk-eve");
        var opened = processor.settle(open("open", eve, "desk-Eve", null));
        StreamPosition last = sender.send(deposit("d", eve, "USD", "1"));
        processor.outcome(deposit("d", eve, "USD", "1").operationId(), "trading", last);
        int partition = last.partition();
        long journalBefore = progress(partition).get("journalSeq").asLong();
        long nextBefore = progress(partition).get("nextOffset").asLong();

        var rewound =
                processor.send("POST", "/v1/ops/rewind?area=trading&partition=" + partition + "&offset=0&why=test");

        assertThat(rewound.statusCode()).as(rewound.body()).isEqualTo(204);
        Awaitility.await("settled again")
                .atMost(RunningProcessor.BOUND)
                .until(() -> progress(partition).get("nextOffset").asLong() >= nextBefore);
        assertThat(progress(partition).get("journalSeq").asLong()).isEqualTo(journalBefore);
        assertThat(opened.status()).isEqualTo(Status.SETTLED);
    }

    @Test
    void lagIsToldForEveryPartitionOfEachStage() {
        List<PartitionLagView> lag = processor.get("/v1/ops/lag", new TypeReference<>() {});

        assertThat(lag).hasSize(3 * RunningProcessor.PARTITIONS);
        assertThat(lag).allSatisfy(line -> assertThat(line.owned()).isTrue());
        assertThat(lag)
                .extracting(PartitionLagView::topic)
                .contains("trading.commands.v1", "market.commands.v1", "trading.events.v1");
    }

    @Test
    void healthAndMetricsAreThere() {
        processor.settle(open("open", account("desk-mae"), "desk-Mae", null));

        assertThat(processor.send("GET", "/actuator/health/liveness").statusCode())
                .isEqualTo(200);
        assertThat(processor.send("GET", "/actuator/health/readiness").statusCode())
                .isEqualTo(200);
        assertThat(processor.send("GET", "/actuator/prometheus").body())
                .contains("gembourse_settlement_commands_total{outcome=\"settled\"}", "gembourse_ledger_findings 0.0");
    }

    private long lagOf(StreamPosition position) {
        List<PartitionLagView> lag = processor.get("/v1/ops/lag?area=trading", new TypeReference<>() {});
        return lag.stream()
                .filter(line -> line.partition() == position.partition())
                .mapToLong(PartitionLagView::records)
                .sum();
    }

    private JsonNode progress(int partition) {
        for (JsonNode line : processor.json("/v1/ops/progress?area=trading")) {
            if (line.get("partition").asInt() == partition) {
                return line;
            }
        }
        throw new AssertionError("no progress of partition " + partition);
    }
}
