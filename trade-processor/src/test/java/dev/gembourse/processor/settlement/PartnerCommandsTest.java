package dev.gembourse.processor.settlement;

import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.asset;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.partnerTrade;
import static dev.gembourse.processor.fixture.Players.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingCommand.RecordPartnerTrade;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.PartnerTradeRecorded;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.exactlyonce.Provenance;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.fixture.DrivenPartition;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.ledger.Auditor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What partners ask for: their own trades, and where what they asked for is known to come from. */
class PartnerCommandsTest {

    private static final AccountId ANN = account("ann");
    private static final String X = "/partners/x";

    private final Databases databases = new Databases();
    private final DrivenPartition<TradingCommand, TradingEvent> partition = new DrivenPartition<>(
            new TradingStage(
                    Markets.of(asset("ONE", "USD", "1", 0, AssetStatus.ACTIVE)),
                    new SettlementSettings(0, 10, Duration.ofMillis(300)),
                    new SimpleMeterRegistry()),
            databases.trading(),
            0);

    @BeforeEach
    void openAccount() {
        partition.settle(open("open", ANN, "Ann", Money.of("USD", "1000")));
    }

    @Test
    void aPartnersTradeIsNotedAndMovesNothing() {
        RecordPartnerTrade trade = partnerTrade(operation("1"), ANN, Side.SELL, "FOREIGN", "5");

        TradingEvent noted = settle("1", trade);

        assertThat(noted).isInstanceOfSatisfying(PartnerTradeRecorded.class, event -> {
            assertThat(event.symbol()).isEqualTo(trade.symbol());
            assertThat(event.quantity()).isEqualTo(trade.quantity());
            assertThat(event.price()).isEqualTo(trade.price());
            assertThat(event.settledAt()).isEqualTo(trade.settledAt());
            assertThat(event.occurredAt()).isEqualTo(partition.now());
        });
        assertThat(rows("select kind from transfer")).containsExactly("DEPOSIT");
        assertThat(new Auditor(databases.trading()).everything().findings()).isEmpty();
    }

    @Test
    void theSameMessageIsOneOperationHoweverOftenItComes() {
        RecordPartnerTrade trade = partnerTrade(operation("1"), ANN, Side.BUY, "FOREIGN", "5");
        Provenance provenance = new Provenance(X, "1");

        partition.settle(List.of(trade, trade), provenance);
        partition.restart();
        TradingEvent again = settle("1", trade);
        TradingEvent other = settle("1", partnerTrade(operation("1"), ANN, Side.BUY, "FOREIGN", "6"));

        assertThat(partition.journal().stream().filter(PartnerTradeRecorded.class::isInstance))
                .hasSize(1);
        assertThat(again)
                .isInstanceOfSatisfying(
                        CommandRepeated.class,
                        repeated -> assertThat(repeated.sameContent()).isTrue());
        assertThat(other)
                .isInstanceOfSatisfying(
                        CommandRepeated.class,
                        repeated -> assertThat(repeated.sameContent()).isFalse());
        assertThat(partition.redeliverFrom(0)).isEmpty();
        assertThat(provenances()).containsExactly(operation("1") + " 0 /partners/x 1");
    }

    @Test
    void whoHasAskedIsKeptWhateverBecameOfIt() {
        TradingEvent settled = settle(
                "a",
                new PlaceTrade(
                        operation("a"), ANN, new Symbol("ONE"), Side.BUY, Quantity.of("1"), null, null, Players.AT));
        TradingEvent refused = settle("b", partnerTrade(operation("b"), account("nobody"), Side.BUY, "ONE", "1"));
        partition.settle(deposit("ours", ANN, "USD", "1"));

        assertThat(settled).isInstanceOf(TradeSettled.class);
        assertThat(refused)
                .isInstanceOfSatisfying(
                        OperationRefused.class,
                        no -> assertThat(no.reason()).isEqualTo(TradingRefusal.ACCOUNT_NOT_FOUND));
        assertThat(provenances())
                .containsExactlyInAnyOrder(operation("a") + " 0 /partners/x a", operation("b") + " 0 /partners/x b");
    }

    @Test
    void nobodyIsNamedWhomTheOperationsIdIsNotDerivedFrom() {
        TradingEvent settled = settle("1", deposit("ours", ANN, "USD", "1"));
        partition.settle(
                List.of(new Deposit(operation("1"), ANN, Money.of("USD", "1"), Players.AT)),
                new Provenance("/partners/y", "1"));

        assertThat(settled).isInstanceOf(Deposited.class);
        assertThat(provenances()).isEmpty();
    }

    /** Few rows go together with others, many by COPY: neither touches a table that is not there. */
    @Test
    void operationsThatNobodyElseHasAskedForDoNotTouchTheTable() {
        databases.force("alter table trading.provenance rename to elsewhere");

        partition.settle(trade("t", ANN, Side.BUY, "ONE", "1"));
        partition.settle(IntStream.range(0, 150)
                .mapToObj(i -> trade("t" + i, ANN, Side.BUY, "ONE", "1"))
                .toList());

        assertThat(partition.journal().stream().filter(TradeSettled.class::isInstance))
                .hasSize(151);
        assertThatThrownBy(() -> settle("1", partnerTrade(operation("1"), ANN, Side.BUY, "ONE", "1")))
                .rootCause()
                .hasMessageContaining("relation \"provenance\" does not exist");
    }

    private TradingEvent settle(String message, TradingCommand command) {
        return partition.settle(List.of(command), new Provenance(X, message)).getFirst();
    }

    private static OperationId operation(String message) {
        return OperationId.ofPartner(X, message);
    }

    private List<String> provenances() {
        return rows("select concat_ws(' ', operation_id, partition, source, causation_id) from provenance");
    }

    private List<String> rows(String sql) {
        return JdbcClient.create(databases.trading())
                .sql(sql)
                .query(String.class)
                .list();
    }
}
