package dev.gembourse.processor.account;

import static dev.gembourse.events.value.Side.BUY;
import static dev.gembourse.events.value.Side.SELL;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.trade;
import static dev.gembourse.processor.fixture.Players.tradeFor;
import static dev.gembourse.processor.fixture.Players.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.market.MarketView;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradeRulesTest {

    private static final AccountId ANN = Players.account("ann");
    private static final Unit USD = new Unit("USD");
    private static final Unit GOLD = new Unit("GOLD");

    private final MarketView market = new MarketView();
    private AccountRules rules = new AccountRules(market, market.units(), FeeRate.FREE);
    private @Nullable AccountState ann;
    private long pricesSet;

    @Test
    void anAccountOpensWithItsFirstDeposit() {
        TradingEvent event = settle(open("1", ANN, "Ann", Money.of("USD", "0.3")));

        assertThat(event).isInstanceOf(AccountOpened.class);
        assertThat(annsCash()).isEqualByComparingTo("0.30");
    }

    @Test
    void depositsAndWithdrawalsAddUpExactly() {
        settle(open("1", ANN, "Ann", Money.of("USD", "0.1")));

        Deposited deposited = (Deposited) settle(deposit("2", ANN, "USD", "0.2"));
        Withdrawn withdrawn = (Withdrawn) settle(withdraw("3", ANN, "USD", "0.3"));

        assertThat(deposited.available()).isEqualTo("0.30");
        assertThat(withdrawn.available()).isEqualTo("0.00");
    }

    @Test
    void theAverageCostIsWeightedAndUnchangedByASale() {
        settle(open("1", ANN, "Ann", Money.of("USD", "1000")));
        price("50");
        settle(trade("2", ANN, BUY, "GOLD", "5"));
        price("40");
        TradeSettled second = traded(trade("3", ANN, BUY, "GOLD", "15"));
        price("60");

        TradeSettled sale = traded(trade("4", ANN, SELL, "GOLD", "8"));

        assertThat(second.averageCost()).isEqualTo("42.5");
        assertThat(sale.averageCost()).isEqualTo("42.5");
        assertThat(sale.realisedPnl()).isEqualTo("140.00");
        assertThat(sale.position()).isEqualTo("12");
        assertThat(sale.cash()).isEqualTo("630.00");
    }

    @Test
    void sellingTheWholePositionLeavesNoCost() {
        settle(open("1", ANN, "Ann", Money.of("USD", "10")));
        price("1");
        settle(trade("2", ANN, BUY, "GOLD", "3"));
        settle(trade("3", ANN, SELL, "GOLD", "0.7"));

        TradeSettled last = traded(trade("4", ANN, SELL, "GOLD", "2.3"));

        assertThat(last.position()).isEqualTo("0");
        assertThat(last.averageCost()).isEqualTo("0");
        assertThat(holding(GOLD).costBasis()).isEqualTo("0");
        assertThat(annsCash()).isEqualByComparingTo("10.00");
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.25, 0.02", "0.1, 0.35, 0.04", "0.1, 0.251, 0.03", "0.1, 0.249, 0.02"})
    void theNotionalIsRoundedHalfToEven(String price, String quantity, String notional) {
        settle(open("1", ANN, "Ann", Money.of("USD", "10")));
        price(price);

        assertThat(traded(trade("2", ANN, BUY, "GOLD", quantity)).notional()).isEqualTo(notional);
    }

    @Test
    void aNotionalBuysTheLargestQuantityThatItPaysFor() {
        settle(open("1", ANN, "Ann", Money.of("USD", "10")));
        price("3");

        TradeSettled trade = traded(tradeFor("2", ANN, BUY, "GOLD", "10"));

        assertThat(trade.quantity().value()).isEqualTo("3.3333");
        assertThat(trade.notional()).isEqualTo("10.00");
        assertThat(trade.cash()).isEqualTo("0.00");
    }

    @Test
    void aFeeIsPaidOnTopOfABuyAndOutOfASale() {
        rules = new AccountRules(market, market.units(), new FeeRate(25));
        settle(open("1", ANN, "Ann", Money.of("USD", "1000")));
        price("100");

        TradeSettled buy = traded(trade("2", ANN, BUY, "GOLD", "4"));
        TradeSettled sale = traded(trade("3", ANN, SELL, "GOLD", "4"));

        assertThat(buy.fee()).isEqualTo("1.00");
        assertThat(buy.cash()).isEqualTo("599.00");
        assertThat(buy.averageCost()).isEqualTo("100.25");
        assertThat(sale.cash()).isEqualTo("998.00");
        assertThat(sale.realisedPnl()).isEqualTo("-2.00");
        assertThat(Booking.of(sale)).hasSize(3).last().satisfies(fee -> {
            assertThat(fee.kind()).isEqualTo(TransferKind.FEE);
            assertThat(fee.counterparty()).isEqualTo(SystemOwner.FEES);
        });
    }

    @Test
    void whatIsLeftOfARetiredAssetCanBeSold() {
        settle(open("1", ANN, "Ann", Money.of("USD", "100")));
        price("10");
        settle(trade("2", ANN, BUY, "GOLD", "5"));
        state("10", AssetStatus.RETIRED);

        assertThat(traded(trade("3", ANN, SELL, "GOLD", "5")).cash()).isEqualTo("100.00");
    }

    @Test
    void anEventThatCannotHaveHappenedIsABug() {
        TradingEvent withdrawn = new Withdrawn(
                Players.operation(ANN, "1"), ANN, Money.of("USD", "1"), BigDecimal.ZERO, null, Players.AT);

        assertThatIllegalStateException().isThrownBy(() -> AccountState.after(null, withdrawn));
        assertThatIllegalStateException()
                .isThrownBy(() -> AccountState.after(new AccountState(ANN, Map.of()), withdrawn));
    }

    private TradingEvent settle(TradingCommand command) {
        TradingEvent event = rules.decide(ann, command, name -> true, Originals.NONE, Players.AT);
        ann = AccountState.after(ann, event);
        return event;
    }

    private TradeSettled traded(TradingCommand command) {
        return (TradeSettled) settle(command);
    }

    private void price(String price) {
        state(price, AssetStatus.ACTIVE);
    }

    private void state(String price, AssetStatus status) {
        Markets.state(market, Players.asset("GOLD", "USD", price, 4, status), new StreamPosition(0, ++pricesSet));
    }

    private Holding holding(Unit unit) {
        return Objects.requireNonNull(ann).holding(unit);
    }

    private BigDecimal annsCash() {
        return holding(USD).quantity();
    }
}
