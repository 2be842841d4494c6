package dev.gembourse.processor.query;

import static dev.gembourse.processor.fixture.Issuers.create;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.operation;
import static dev.gembourse.processor.fixture.Players.reversal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.view.PositionView;
import dev.gembourse.events.view.TradeView;
import dev.gembourse.events.view.TransferView;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.fixture.RunningProcessor;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

/** What is shown of an operation that was taken back. */
class ReversalTest {

    private static final AccountId ANN = account("reversal-ann");
    private static final RunningProcessor PROCESSOR = RunningProcessor.shared();

    @Test
    void anOperationAndItsReversalNameEachOther() {
        PROCESSOR.settle(open("open", ANN, "Reversal-Ann", Money.of("USD", "1000")));
        StreamPosition gold =
                PROCESSOR.settle(create("create", "R-GOLD", "USD", "50")).position();
        PROCESSOR.settle(Players.trade("t1", ANN, Side.BUY, "R-GOLD", "5", gold));

        TradingCommand reversal = reversal("r1", ANN, "t1");
        OperationView reversed = PROCESSOR.settle(reversal);
        OperationView again = PROCESSOR.settle(reversal("r2", ANN, "t1"));

        assertThat(reversed.status()).isEqualTo(Status.SETTLED);
        assertThat(reversed.kind()).isEqualTo("REVERSAL");
        assertThat(view(reversal).reversedBy()).isNull();
        OperationView original = view(Players.trade("t1", ANN, Side.BUY, "R-GOLD", "5"));
        assertThat(original.status()).isEqualTo(Status.SETTLED);
        assertThat(original.reversedBy()).isEqualTo(reversal.operationId());
        assertThat(PROCESSOR
                        .json("/v1/operations/" + reversal.operationId())
                        .at("/result/original")
                        .asString())
                .isEqualTo(operation(ANN, "t1").toString());
        assertThat(again.reason()).isEqualTo("ALREADY_REVERSED");
        Listing<TransferView> statement =
                PROCESSOR.get("/v1/accounts/" + ANN + "/transfers?limit=2", new TypeReference<>() {});
        assertThat(statement.items())
                .extracting(line -> line.kind() + " " + line.amount() + " " + line.unit() + " = " + line.after())
                .containsExactly("REVERSAL -5 R-GOLD = 0", "REVERSAL 250.00 USD = 1000.00");
        assertThat(statement.items()).allSatisfy(line -> {
            assertThat(line.counterparty()).isEqualTo("HOUSE");
            assertThat(line.reason()).isEqualTo("by mistake");
            assertThat(line.original()).isEqualTo(operation(ANN, "t1"));
        });
        Listing<TradeView> trades = PROCESSOR.get("/v1/accounts/" + ANN + "/trades?limit=9", new TypeReference<>() {});
        assertThat(trades.items()).extracting(TradeView::tradeId).containsExactly(operation(ANN, "t1"));
        assertThat(trades.items()).extracting(TradeView::reversedBy).containsExactly(reversal.operationId());
        PositionView position = PROCESSOR.get("/v1/accounts/" + ANN + "/positions/R-GOLD", new TypeReference<>() {});
        assertThat(position.quantity()).isEqualByComparingTo("0");
        assertThat(position.realisedPnl()).isEqualByComparingTo("0");
    }

    private static OperationView view(TradingCommand command) {
        return PROCESSOR.get("/v1/operations/" + command.operationId(), new TypeReference<>() {});
    }
}
