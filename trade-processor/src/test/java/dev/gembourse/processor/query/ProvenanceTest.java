package dev.gembourse.processor.query;

import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.partnerTrade;
import static dev.gembourse.processor.fixture.Players.reversal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.fixture.RunningProcessor;
import dev.gembourse.processor.fixture.Sender;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is shown of an operation that a partner's message has asked for. */
class ProvenanceTest {

    private static final AccountId ANN = account("provenance-ann");
    private static final RunningProcessor PROCESSOR = RunningProcessor.shared();
    private static final String SOURCE = "/partners/ünïque";

    @Test
    void anOperationNamesTheMessageThatAskedForIt() {
        OperationView opened = PROCESSOR.settle(open("open", ANN, "Provenance-Ann", null));
        TradingCommand trade = partnerTrade(OperationId.ofPartner(SOURCE, "trade 1"), ANN, Side.SELL, "FOREIGN", "2.5");

        OperationView noted = settle(trade, "trade 1");
        JsonNode shown = PROCESSOR.json("/v1/operations/" + trade.operationId());

        assertThat(opened.source()).isNull();
        assertThat(noted.status()).isEqualTo(Status.SETTLED);
        assertThat(noted.kind()).isEqualTo("PARTNER_TRADE");
        assertThat(noted.source()).isEqualTo(SOURCE);
        assertThat(noted.causationId()).isEqualTo("trade 1");
        assertThat(shown.at("/result/symbol").asString()).isEqualTo("FOREIGN");
        assertThat(shown.at("/result/quantity").asString()).isEqualTo("2.5");
        assertThat(shown.at("/result/settledAt").asString()).isEqualTo("2026-03-01T11:58:00Z");
        assertThat(PROCESSOR.json("/v1/operations/" + opened.operationId()).has("source"))
                .isFalse();
    }

    @Test
    void whatAPartnerAskedForAndSomebodyTookBackNamesBoth() {
        PROCESSOR.settle(open("open", ANN, "Provenance-Ann", null));
        OperationId operation = OperationId.ofPartner(SOURCE, "deposit 1");
        settle(new Deposit(operation, ANN, Money.of("USD", "5"), Players.AT), "deposit 1");
        TradingCommand back = new ReverseOperation(
                Players.operation(ANN, "back"), ANN, operation, new Note("by mistake"), null, Players.AT);

        OperationView reversal = PROCESSOR.settle(back);
        JsonNode shown = PROCESSOR.json("/v1/operations/" + operation);

        assertThat(reversal.source()).isNull();
        assertThat(shown.at("/reversedBy").asString())
                .isEqualTo(back.operationId().toString());
        assertThat(shown.at("/causationId").asString()).isEqualTo("deposit 1");
    }

    @Test
    void aPartnersTradeIsNotTakenBack() {
        PROCESSOR.settle(open("open", ANN, "Provenance-Ann", null));
        PROCESSOR.settle(partnerTrade("noted", ANN, Side.BUY, "FOREIGN", "1"));

        OperationView refused = PROCESSOR.settle(reversal("back again", ANN, "noted"));

        assertThat(refused.reason()).isEqualTo("NOT_REVERSIBLE");
        assertThat(refused.detail()).endsWith("but got a partner's trade");
    }

    /** Headers that are not text are no reason to refuse what is asked for. */
    @Test
    void aCommandIsSettledWhateverItSaysOfItsOrigin() {
        PROCESSOR.settle(open("open", ANN, "Provenance-Ann", null));
        TradingCommand command = deposit("strange", ANN, "USD", "1");

        OperationView settled = PROCESSOR.outcome(
                command.operationId(), "trading", Sender.shared().send(command, "x\0".repeat(5_000), "\0"));

        assertThat(settled.status()).isEqualTo(Status.SETTLED);
        assertThat(settled.source()).isNull();
    }

    private static OperationView settle(TradingCommand command, String message) {
        return PROCESSOR.outcome(
                command.operationId(), "trading", Sender.shared().send(command, SOURCE, message));
    }
}
