package dev.gembourse.processor.portfolio;

import static dev.gembourse.processor.fixture.Players.AT;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.operation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BookkeepingTest {

    private static final AccountId ANN = account("ann");

    private final Kept kept = new Kept(ANN);

    @BeforeEach
    void deposit() {
        kept.apply(new Deposited(operation(ANN, "in"), ANN, Money.of("USD", "1000"), number("1000"), null, AT));
    }

    @Test
    void aWinAndABreakEvenAreTwoClosedTradesOfWhichOneIsAWin() {
        trade("b", Side.BUY, "2", "10", "0", null);
        trade("s1", Side.SELL, "1", "12", "0", "2");
        trade("s2", Side.SELL, "1", "10", "0", "0");

        assertThat(counts()).isEqualTo("1 won, 0 lost, 1 even");
        assertThat(kept.usd().cash()).isEqualByComparingTo("1002");
    }

    @Test
    void theOldestLotIsClosedFirst() {
        trade("b1", Side.BUY, "5", "50", "0", null);
        trade("b2", Side.BUY, "15", "40", "0", null);
        trade("s", Side.SELL, "7", "60", "0", "122.5");

        assertThat(kept.closedLots()).containsExactly("5 50>60 50", "2 40>60 40");
        assertThat(kept.lots("GOLD")).containsExactly("13 40");
        assertThat(kept.position("GOLD").basis()).isEqualByComparingTo("552.5");
        assertThat(kept.usd().realised()).isEqualByComparingTo("122.5");
    }

    @Test
    void feesAreCountedOnce() {
        trade("b", Side.BUY, "3", "10", "0.10", null);
        trade("s", Side.SELL, "1", "10", "0.10", "-0.13333333");

        Book book = kept.usd();
        assertThat(book.realised()).isEqualByComparingTo("0");
        assertThat(book.fees()).isEqualByComparingTo("0.2");
        assertThat(book.realisedNet()).isEqualByComparingTo("-0.13333333");
        assertThat(kept.closedLots()).containsExactly("1 10>10 -0.13333333");
        assertThat(counts()).isEqualTo("0 won, 1 lost, 0 even");
    }

    @Test
    void aSaleThatIsTakenBackOpensItsLotsAgain() {
        trade("b1", Side.BUY, "5", "50", "0", null);
        trade("b2", Side.BUY, "15", "40", "0", null);
        TradeSettled sale = trade("s", Side.SELL, "7", "60", "0", "122.5");

        reverse(sale, "297.5", "-122.5");

        assertThat(kept.lots("GOLD")).containsExactly("5 50", "15 40");
        assertThat(kept.closedLots()).isEmpty();
        assertThat(counts()).isEqualTo("0 won, 0 lost, 0 even");
        assertThat(kept.usd().cash()).isEqualByComparingTo("150");
        assertThat(kept.position("GOLD").basis()).isEqualByComparingTo("850");
    }

    @Test
    void aBuyThatIsTakenBackTakesItsLot() {
        trade("b1", Side.BUY, "1", "30", "0", null);
        TradeSettled buy = trade("b2", Side.BUY, "1", "40", "0", null);
        trade("b3", Side.BUY, "1", "50", "0", null);

        reverse(buy, "-40", "0");

        assertThat(kept.lots("GOLD")).containsExactly("1 30", "1 50");
        assertThat(kept.closedLots()).isEmpty();
    }

    @Test
    void whatWasSoldOfABuyThatIsTakenBackIsTakenOfTheNewestLot() {
        TradeSettled buy = trade("b1", Side.BUY, "2", "30", "0", null);
        trade("b2", Side.BUY, "1", "40", "0", null);
        trade("b3", Side.BUY, "1", "50", "0", null);
        trade("s", Side.SELL, "1", "37.5", "0", "0");

        reverse(buy, "-75", "-15");

        assertThat(kept.lots("GOLD")).containsExactly("1 40");
        assertThat(kept.closedLots()).containsExactly("1 30>37.5 7.5", "1 50>30 -20");
        assertThat(counts()).as("a reversal is no closing trade").isEqualTo("0 won, 0 lost, 1 even");
        assertThat(kept.usd().realised()).isEqualByComparingTo("-15");
    }

    @Test
    void aShortIsOpenedBySellingAndClosedByBuying() {
        trade("s1", Side.SELL, "2", "50", "1", null);
        trade("s2", Side.SELL, "2", "40", "1", null);
        trade("b", Side.BUY, "3", "30", "1", "42.5");

        Position gold = kept.position("GOLD");
        assertThat(gold.quantity()).isEqualByComparingTo("-1");
        assertThat(gold.basis()).isEqualByComparingTo("-45");
        assertThat(gold.netBasis()).isEqualByComparingTo("-44.5");
        assertThat(kept.lots("GOLD")).containsExactly("1 40");
        assertThat(kept.closedLots()).containsExactly("2 50>30 38.33333333", "1 40>30 9.16666667");
        assertThat(kept.usd().realised()).isEqualByComparingTo("45");
        assertThat(kept.usd().cash()).isEqualByComparingTo("1087");
        assertThat(counts()).isEqualTo("1 won, 0 lost, 0 even");
    }

    @Test
    void theTwoOldestOfTooManyLotsBecomeOne() {
        for (int i = 0; i <= Position.MOST_LOTS; i++) {
            trade("b" + i, Side.BUY, "0.01", i == 0 ? "1" : "2", "0", null);
        }

        assertThat(kept.lots("GOLD")).hasSize(Position.MOST_LOTS).startsWith("0.02 1.5", "0.01 2");
    }

    private TradeSettled trade(String key, Side side, String quantity, String price, String fee, @Nullable String pnl) {
        TradeSettled trade = TradeEvents.settled(ANN, key, side, quantity, price, fee, pnl);
        kept.apply(trade);
        return trade;
    }

    private void reverse(TradeSettled trade, String costBasis, String realisedPnl) {
        kept.apply(TradeEvents.reversed(trade, costBasis, realisedPnl));
    }

    private String counts() {
        Book book = kept.usd();
        return book.wins() + " won, " + book.losses() + " lost, " + book.breakEven() + " even";
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
