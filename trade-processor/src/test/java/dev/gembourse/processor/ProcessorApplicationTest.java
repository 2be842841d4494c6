package dev.gembourse.processor;

import static dev.gembourse.processor.fixture.Issuers.change;
import static dev.gembourse.processor.fixture.Issuers.create;
import static dev.gembourse.processor.fixture.Issuers.retire;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.trade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.processor.fixture.RunningProcessor;
import dev.gembourse.processor.fixture.Sender;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Journeys through the whole service, from the topic to the answer. */
class ProcessorApplicationTest {

    private final RunningProcessor processor = RunningProcessor.shared();
    private final Sender sender = Sender.shared();

    @AfterEach
    void theLedgerIsSound() {
        JsonNode audit = processor.json("/v1/ops/audit");
        assertThat(audit.get("sound").asBoolean()).as(audit.toString()).isTrue();
        assertThat(processor.json("/v1/ledger/trial-balance").get("balanced").asBoolean())
                .isTrue();
    }

    @Test
    void anAssetCanBeBoughtAtOnceByWhoeverHasSeenItsCreation() {
        AccountId ann = account("journey-ann");
        processor.settle(open("open", ann, "journey-Ann", Money.of("USD", "400")));

        for (int i = 0; i < 5; i++) {
            OperationView created = processor.settle(create("create", "NEW-" + i, "USD", "50"));
            OperationView trade =
                    processor.settle(trade("buy" + i, ann, Side.BUY, "NEW-" + i, "1", created.position()));

            assertThat(trade.status()).as(trade.toString()).isEqualTo(Status.SETTLED);
            assertThat(trade.result().toString()).contains("Bought 1 The NEW-" + i + " at 50.00 USD, total 50.00 USD");
        }

        assertThat(cash(ann)).isEqualTo("150.00");
    }

    @Test
    void parallelDepositsAddUp() {
        AccountId bob = account("journey-bob");
        processor.settle(open("open", bob, "journey-Bob", null));
        List<Future<RecordMetadata>> sent = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> sender.sendAsync(deposit("d" + i, bob, "USD", "1")))
                .toList();
        sent.forEach(Sender::positionOf);

        processor.settle(deposit("last", bob, "USD", "0.5"));

        assertThat(cash(bob)).isEqualTo("200.50");
    }

    @Test
    void aStormOfRetriesBooksOnce() {
        AccountId eve = account("journey-eve");
        processor.settle(open("open", eve, "journey-Eve", null));
        List<StreamPosition> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sent.add(sender.send(deposit("same", eve, "USD", "1")));
        }

        OperationView outcome =
                processor.outcome(deposit("same", eve, "USD", "1").operationId(), "trading", sent.getLast());

        assertThat(outcome.status()).isEqualTo(Status.SETTLED);
        assertThat(cash(eve)).isEqualTo("1.00");
    }

    @Test
    void aHeldAssetIsRetiredWhenEverybodyHasSold() {
        AccountId joe = account("journey-joe");
        processor.settle(open("open", joe, "journey-Joe", Money.of("USD", "100")));
        OperationView created = processor.settle(create("create", "OLD", "USD", "10"));
        processor.settle(trade("buy", joe, Side.BUY, "OLD", "1", created.position()));

        OperationView held = processor.settle(retire("r1", "OLD"));
        OperationView buy = processor.settle(trade("more", joe, Side.BUY, "OLD", "1", held.position()));
        OperationView sale = processor.settle(trade("sell", joe, Side.SELL, "OLD", "1"));
        OperationView retired = processor.settle(retire("r2", "OLD"));
        OperationView changed = processor.settle(change("c", "OLD", "11", null));

        assertThat(held.reason()).isEqualTo("ASSET_HELD");
        assertThat(buy.reason()).isEqualTo("ASSET_RETIRED");
        assertThat(sale.status()).isEqualTo(Status.SETTLED);
        assertThat(retired.status()).isEqualTo(Status.SETTLED);
        assertThat(changed.reason()).isEqualTo("ASSET_RETIRED");
        assertThat(processor.json("/v1/assets/OLD").get("status").asString()).isEqualTo("RETIRED");
    }

    @Test
    void aRestartLosesAndDoublesNothing() {
        AccountId kim = account("journey-kim");
        OperationView opened = processor.settle(open("open", kim, "journey-Kim", Money.of("USD", "1000")));
        OperationView created = processor.settle(create("create", "KEEP", "USD", "10"));
        processor.settle(trade("t1", kim, Side.BUY, "KEEP", "10", created.position()));
        StreamPosition last = sender.send(trade("t2", kim, Side.BUY, "KEEP", "5"));

        processor.restart();
        processor.outcome(trade("t2", kim, Side.BUY, "KEEP", "5").operationId(), "trading", last);
        OperationView sale = processor.settle(trade("t3", kim, Side.SELL, "KEEP", "15"));

        assertThat(sale.status()).isEqualTo(Status.SETTLED);
        assertThat(cash(kim)).isEqualTo("1000.00");
        assertThat(processor.operation(opened.operationId(), "trading", last)).isEqualTo(opened);
    }

    private BigDecimal cash(AccountId account) {
        AccountView view = processor.get("/v1/accounts/" + account, new TypeReference<>() {});
        return view.cash().getFirst().available();
    }
}
