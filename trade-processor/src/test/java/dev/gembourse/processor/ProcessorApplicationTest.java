package dev.gembourse.processor;

import static dev.gembourse.processor.fixture.Issuers.create;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.trade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.processor.fixture.RunningProcessor;
import dev.gembourse.processor.fixture.Sender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

/** Journeys through the whole service, from the topic to the answer. */
class ProcessorApplicationTest {

    private static RunningProcessor processor;
    private static Sender sender;

    @BeforeAll
    static void start() {
        processor = new RunningProcessor("application");
        sender = new Sender();
        processor.awaitReady();
    }

    @AfterAll
    static void stop() {
        sender.close();
        processor.close();
    }

    @Test
    void aTradePublishedToTheTopicSettles() {
        AccountId ann = account("ann");
        sender.send(open("open", ann, "Ann", Money.of("USD", "400")));
        OperationView gold = settle(create("create", "GOLD", "USD", "50"));

        OperationView trade = settle(trade("buy", ann, Side.BUY, "GOLD", "5", gold.position()));

        assertThat(trade.status()).as(trade.toString()).isEqualTo(Status.SETTLED);
        assertThat(trade.result().toString()).contains("Bought 5 The GOLD at 50.00 USD, total 250.00 USD");
        AccountView view = processor.get("/v1/accounts/" + ann, new TypeReference<>() {});
        assertThat(view.cash().getFirst().available()).isEqualTo("150.00");
    }

    private static OperationView settle(TradingCommand command) {
        StreamPosition position = sender.send(command);
        return processor.outcome(command.operationId().toString(), "trading", position);
    }

    private static OperationView settle(MarketCommand command) {
        StreamPosition position = sender.send(command);
        return processor.outcome(command.operationId().toString(), "market", position);
    }
}
