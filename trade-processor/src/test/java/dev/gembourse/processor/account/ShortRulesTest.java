package dev.gembourse.processor.account;

import static dev.gembourse.events.value.Side.BUY;
import static dev.gembourse.events.value.Side.SELL;
import static dev.gembourse.events.value.Side.SELL_SHORT;
import static dev.gembourse.processor.fixture.Players.bonus;
import static dev.gembourse.processor.fixture.Players.close;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.gift;
import static dev.gembourse.processor.fixture.Players.purchase;
import static dev.gembourse.processor.fixture.Players.topUp;
import static dev.gembourse.processor.fixture.Players.trade;
import static dev.gembourse.processor.fixture.Players.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ReceiveGift;
import dev.gembourse.events.trading.TradingCommand.ReturnGift;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.MoneyMoved;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.market.MarketView;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortRulesTest {

    private static final AccountId ANN = Players.account("ann");
    private static final AccountId BOB = Players.account("bob");
    private static final OperationId OF_BOB = Players.operation(BOB, "gift");
    private static final Money TEN = Money.of("USD", "10");
    private static final Unit USD = new Unit("USD");
    private static final Unit GOLD = new Unit("GOLD");

    private final MarketView market = new MarketView();
    private AccountRules rules = new AccountRules(market, market.units(), FeeRate.FREE);
    private AccountState ann = ann("1000", true);
    private long pricesSet;

    @Test
    void whatIsSoldShortIsOwedAndItsMarginHeld() {
        price("100");

        TradeSettled sale = traded(trade("1", ANN, SELL_SHORT, "GOLD", "4"));

        assertThat(sale.position()).isEqualByComparingTo("-4");
        assertThat(sale.averageCost()).isEqualByComparingTo("100");
        assertThat(sale.held()).isEqualByComparingTo("600");
        assertThat(sale.cash()).isEqualByComparingTo("800");
        assertThat(sale.realisedPnl()).isNull();
        assertThat(Booking.of(sale))
                .extracting(Booking::kind)
                .containsExactly(TransferKind.TRADE, TransferKind.TRADE, TransferKind.HOLD);
        assertThat(ann.holding(USD, Bucket.HELD).quantity()).isEqualByComparingTo("600");
        assertThat(ann.holding(GOLD).quantity()).isZero();
    }

    @Test
    void coveringRealisesEntryLessExitTimesQuantityAndReleasesTheMargin() {
        price("100");
        settle(trade("1", ANN, SELL_SHORT, "GOLD", "4"));
        price("90");

        TradeSettled part = traded(trade("2", ANN, BUY, "GOLD", "1"));
        price("120");
        TradeSettled rest = traded(close("3", ANN, "GOLD", null));

        assertThat(part.realisedPnl()).isEqualByComparingTo("10");
        assertThat(part.held()).isEqualByComparingTo("-150");
        assertThat(rest.side()).isEqualTo(BUY);
        assertThat(rest.quantity().value()).isEqualByComparingTo("3");
        assertThat(rest.realisedPnl()).isEqualByComparingTo("-60");
        assertThat(rest.position()).isZero();
        assertThat(rest.cash()).isEqualByComparingTo("950");
        assertThat(ann.holding(USD, Bucket.HELD).quantity()).isZero();
        assertThat(ann.holding(GOLD, Bucket.SHORT))
                .isEqualTo(new Holding(BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("-50")));
    }

    @Test
    void feesLowerWhatTheSaleBringsAndRaiseWhatTheCoverCosts() {
        rules = new AccountRules(market, market.units(), new FeeRate(100));
        price("100");

        TradeSettled sale = traded(trade("1", ANN, SELL_SHORT, "GOLD", "1"));
        TradeSettled cover = traded(trade("2", ANN, BUY, "GOLD", "1"));

        assertThat(sale.held()).isEqualByComparingTo("148.50");
        assertThat(cover.realisedPnl()).isEqualByComparingTo("-2");
        assertThat(cover.cash()).isEqualByComparingTo("998");
    }

    @Test
    void anAssetThatIsBeingRetiredCanBeCovered() {
        price("100");
        settle(trade("1", ANN, SELL_SHORT, "GOLD", "1"));
        state("100", AssetStatus.RETIRING);

        assertThat(refused(trade("2", ANN, SELL_SHORT, "GOLD", "1"))).isEqualTo(TradingRefusal.ASSET_RETIRED);
        assertThat(traded(trade("3", ANN, BUY, "GOLD", "1")).position()).isZero();
    }

    @Test
    void onlyWhoMaySellsShortAndOnlyWhatIsNotHeld() {
        price("100");
        settle(trade("1", ANN, BUY, "GOLD", "1"));

        assertThat(refused(trade("2", ANN, SELL_SHORT, "GOLD", "1"))).isEqualTo(TradingRefusal.POSITION_IS_LONG);
        ann = ann("1000", false);
        assertThat(refused(trade("3", ANN, SELL_SHORT, "GOLD", "1"))).isEqualTo(TradingRefusal.SHORTING_NOT_PERMITTED);
    }

    @Test
    void whatIsOwedIsNeitherSoldNorBoughtBeyond() {
        price("100");
        settle(trade("1", ANN, SELL_SHORT, "GOLD", "1"));

        assertThat(refused(trade("2", ANN, SELL, "GOLD", "1"))).isEqualTo(TradingRefusal.POSITION_IS_SHORT);
        assertThat(refused(trade("3", ANN, BUY, "GOLD", "1.01"))).isEqualTo(TradingRefusal.POSITION_IS_SHORT);
    }

    @Test
    void whatMovesMoneyTellsTheMarginThatIsHeldBesideIt() {
        price("100");
        MoneyMoved before = moved(deposit("1", ANN, "USD", "1"));
        settle(trade("2", ANN, SELL_SHORT, "GOLD", "1"));

        List<MoneyMoved> all = List.of(
                moved(deposit("3", ANN, "USD", "10")),
                moved(withdraw("4", ANN, "USD", "20.5")),
                moved(topUp("5", ANN, "USD", "1")),
                moved(bonus("6", ANN, "USD", "1")),
                moved(purchase("7", ANN, "USD", "1", "a hat")),
                moved(gift("8", ANN, BOB, "USD", "40")),
                moved(new ReceiveGift(OF_BOB, ANN, BOB, OF_BOB, TEN, null, Players.AT)),
                moved(new ReturnGift(OF_BOB, ANN, BOB, OF_BOB, TEN, TradingRefusal.ACCOUNT_NOT_FOUND, Players.AT)));
        MoneyMoved ofAnother = moved(deposit("9", ANN, "EUR", "1"));
        settle(close("10", ANN, "GOLD", null));
        MoneyMoved after = moved(deposit("11", ANN, "USD", "1"));

        assertThat(all).extracting(MoneyMoved::held).containsOnly(new BigDecimal("150.00"));
        assertThat(all.get(1).available()).isEqualTo(new BigDecimal("940.50"));
        assertThat(List.of(before, ofAnother, after))
                .extracting(MoneyMoved::held)
                .containsOnlyNulls();
    }

    @Test
    void theMarginHasToBeThere() {
        price("100");

        assertThat(refused(trade("1", ANN, SELL_SHORT, "GOLD", "20.01"))).isEqualTo(TradingRefusal.INSUFFICIENT_CASH);
        assertThat(traded(trade("2", ANN, SELL_SHORT, "GOLD", "20")).cash()).isZero();
    }

    @Test
    void whoHasAlmostAsMuchAsThereCanBeMayStillCover() {
        ann = ann("99999999999999999000", true);
        price("600");
        settle(trade("1", ANN, SELL_SHORT, "GOLD", "1"));
        price("2000");

        assertThat(traded(trade("2", ANN, BUY, "GOLD", "1")).cash()).isEqualByComparingTo("99999999999999997600");
    }

    /** I4, I13: whatever the prices do, what is held is the margin of what is owed, and nothing is lost between the two. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void marginsAreHeldAndCashIsConserved(long seed) {
        Random random = new Random(seed);
        rules = new AccountRules(market, market.units(), new FeeRate(random.nextInt(200)));
        int settled = 0;
        for (int step = 0; step < 500; step++) {
            price(BigDecimal.valueOf(1 + random.nextInt(20_000), 2).toPlainString());
            String quantity = BigDecimal.valueOf(1 + random.nextInt(30_000), 4).toPlainString();
            TradingCommand command = switch (random.nextInt(4)) {
                case 0 -> close("k" + step, ANN, "GOLD", null);
                case 1 -> trade("k" + step, ANN, BUY, "GOLD", quantity);
                case 2 -> trade("k" + step, ANN, SELL, "GOLD", quantity);
                default -> trade("k" + step, ANN, SELL_SHORT, "GOLD", quantity);
            };
            AccountState before = ann;
            if (settle(command) instanceof TradeSettled trade) {
                settled++;
                agree(before, trade);
            }
        }
        assertThat(settled).as("seed %s", seed).isGreaterThan(10);
    }

    private void agree(AccountState before, TradeSettled trade) {
        Holding owed = ann.holding(GOLD, Bucket.SHORT);
        BigDecimal held = ann.holding(USD, Bucket.HELD).quantity();
        assertThat(held).isEqualByComparingTo(owed.margin(2));
        assertThat(owed.quantity().multiply(ann.holding(GOLD).quantity())).isZero();
        assertThat(ann.holding(USD).quantity()).isNotNegative().isEqualByComparingTo(trade.cash());
        assertThat(trade.position())
                .isEqualByComparingTo(ann.holding(GOLD).quantity().add(owed.quantity()));
        assertThat(money(ann).subtract(profit(ann)))
                .isEqualByComparingTo(money(before).subtract(profit(before)));
        Map<Unit, BigDecimal> moved = new HashMap<>();
        Booking.of(trade)
                .forEach(booking -> moved.merge(
                        booking.unit(),
                        booking.counterparty() == null
                                ? BigDecimal.ZERO
                                : booking.toPlayer()
                                        ? booking.amount()
                                        : booking.amount().negate(),
                        BigDecimal::add));
        assertThat(moved.get(USD)).isEqualByComparingTo(all(ann, USD).subtract(all(before, USD)));
        assertThat(moved.get(GOLD)).isEqualByComparingTo(all(ann, GOLD).subtract(all(before, GOLD)));
    }

    /** What there is in the currency, positions at their cost: it grows by what is realised alone. */
    private static BigDecimal money(AccountState account) {
        return all(account, USD)
                .add(account.holding(GOLD).costBasis())
                .add(account.holding(GOLD, Bucket.SHORT).costBasis());
    }

    private static BigDecimal profit(AccountState account) {
        return account.holding(GOLD)
                .realisedPnl()
                .add(account.holding(GOLD, Bucket.SHORT).realisedPnl());
    }

    private static BigDecimal all(AccountState account, Unit unit) {
        BigDecimal all = BigDecimal.ZERO;
        for (Bucket bucket : Bucket.values()) {
            all = all.add(account.holding(unit, bucket).quantity());
        }
        return all;
    }

    private static AccountState ann(String usd, boolean mayShort) {
        Map<Unit, Holding> holdings = Map.of(USD, Holding.ofCash(new BigDecimal(usd)));
        return new AccountState(ANN, holdings, Map.of(), Map.of(), mayShort);
    }

    private TradingEvent settle(TradingCommand command) {
        TradingEvent event = rules.decide(ann, command, name -> true, Originals.NONE, Players.AT);
        ann = Objects.requireNonNull(AccountState.after(ann, event));
        return event;
    }

    private TradeSettled traded(TradingCommand command) {
        return (TradeSettled) settle(command);
    }

    private MoneyMoved moved(TradingCommand command) {
        return (MoneyMoved) settle(command);
    }

    private TradingRefusal refused(TradingCommand command) {
        return ((OperationRefused) settle(command)).reason();
    }

    private void price(String price) {
        state(price, AssetStatus.ACTIVE);
    }

    private void state(String price, AssetStatus status) {
        Markets.state(market, Players.asset("GOLD", "USD", price, 4, status), new StreamPosition(0, ++pricesSet));
    }
}
