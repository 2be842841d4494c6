package dev.gembourse.bench.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.market.MarketEvent.UnitDefined;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.trading.Compensation;
import dev.gembourse.events.trading.OperationKind;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ClosePosition;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.trading.TradingCommand.PermitShorting;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingCommand.Purchase;
import dev.gembourse.events.trading.TradingCommand.ReceiveGift;
import dev.gembourse.events.trading.TradingCommand.RecordPartnerTrade;
import dev.gembourse.events.trading.TradingCommand.ReturnGift;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.trading.TradingCommand.SendGift;
import dev.gembourse.events.trading.TradingCommand.TopUp;
import dev.gembourse.events.trading.TradingCommand.Withdraw;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.GiftReceived;
import dev.gembourse.events.trading.TradingEvent.GiftReturned;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.PartnerTradeRecorded;
import dev.gembourse.events.trading.TradingEvent.Purchased;
import dev.gembourse.events.trading.TradingEvent.ShortingPermitted;
import dev.gembourse.events.trading.TradingEvent.ToppedUp;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.value.Uuids;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The model must find every wrong outcome: a check that finds nothing proves nothing. */
class ModelTest {

    private static final Instant NOW = Instant.EPOCH;
    private static final AccountId ADA = new AccountId(Uuids.nameBased("ada"));
    private static final Symbol GOLD = new Symbol("GOLD");
    private static final Symbol BTC = new Symbol("BTC");

    private final MarketHistory market = new MarketHistory();
    private final Books books = new Books();
    private final Gifts gifts = new Gifts(books);
    private final Model model = new Model(books, market, new Refusals(market), gifts, new PlayerOrders(books));
    private long seq;

    @BeforeEach
    void openAccountWithMoney() {
        Money deposit = Money.of("USD", "1000");
        Username name = new Username("ada");
        priceOfGold("50");
        assertThat(apply(
                        new OpenAccount(id("open"), ADA, name, deposit, NOW),
                        new AccountOpened(id("open"), ADA, name, deposit, NOW)))
                .isNull();
    }

    @Test
    void rightOutcomesAreAgreedTo() {
        assertThat(apply(trade("1", Side.BUY, "5"), settled("1", Side.BUY, "5", "50", "250", null, "750", "5", "50")))
                .isNull();
        assertThat(apply(
                        trade("2", Side.BUY, "15"),
                        settled("2", Side.BUY, "15", "40", "600", null, "150", "20", "42.5")))
                .isNull();
        assertThat(apply(
                        trade("3", Side.SELL, "4"),
                        settled("3", Side.SELL, "4", "45", "180", "10", "330", "16", "42.5")))
                .isNull();
        assertThat(apply(
                        new Withdraw(id("4"), ADA, Money.of("USD", "30"), NOW),
                        new Withdrawn(id("4"), ADA, Money.of("USD", "30"), new BigDecimal("300"), null, NOW)))
                .isNull();
        assertThat(books.system.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("-316"); // −970 USD to the treasury, +670 USD and −16 GOLD to the house
    }

    @Test
    void whatMovesInWalletsIsAgreedTo() {
        market.add(new UnitDefined(
                id("shard"),
                new UnitDefinition(new Unit("SHARD"), "Shards", UnitKind.VIRTUAL, 1, UnitStatus.CLOSED),
                NOW));

        assertThat(apply(topUp("1", "20"), new ToppedUp(id("1"), ADA, gc("20"), null, new BigDecimal("20"), null, NOW)))
                .isNull();
        assertThat(apply(purchase("2", "15"), purchased("2", "15", "a sword", "5")))
                .isNull();
        assertThat(apply(purchase("3", "6"), refused("3", OperationKind.PURCHASE, TradingRefusal.INSUFFICIENT_CASH)))
                .isNull();
        assertThat(apply(
                        new TopUp(id("4"), ADA, Money.of("SHARD", "1"), null, null, NOW),
                        refused("4", OperationKind.TOP_UP, TradingRefusal.UNIT_CLOSED)))
                .isNull();
    }

    @Test
    void aWrongWalletIsFound() {
        apply(topUp("1", "20"), new ToppedUp(id("1"), ADA, gc("20"), null, new BigDecimal("20"), null, NOW));

        assertThat(apply(purchase("2", "15"), purchased("2", "15", "a sword", "6")))
                .contains("a balance of 5");
        assertThat(apply(purchase("3", "1"), purchased("3", "1", "a shield", "4")))
                .contains("what was asked for");
        assertThat(apply(topUp("4", "1"), purchased("4", "1", "a sword", "3"))).contains("what was asked for");
        assertThat(apply(purchase("5", "1"), refused("5", OperationKind.PURCHASE, TradingRefusal.INSUFFICIENT_CASH)))
                .contains("another outcome");
        assertThat(apply(topUp("6", "1"), refused("6", OperationKind.TOP_UP, TradingRefusal.UNIT_CLOSED)))
                .contains("another outcome");
        assertThat(apply(topUp("7", "1"), refused("7", OperationKind.TOP_UP, TradingRefusal.UNKNOWN_UNIT)))
                .contains("another outcome");
    }

    private static Money gc(String amount) {
        return Money.of("GC", amount);
    }

    private static TopUp topUp(String key, String amount) {
        return new TopUp(id(key), ADA, gc(amount), null, null, NOW);
    }

    private static Purchase purchase(String key, String amount) {
        return new Purchase(id(key), ADA, gc(amount), new Reference("a sword"), null, NOW);
    }

    private static Purchased purchased(String key, String amount, String what, String after) {
        return new Purchased(id(key), ADA, gc(amount), new Reference(what), new BigDecimal(after), null, NOW);
    }

    @Test
    void aWrongNotionalIsFound() {
        assertThat(apply(trade("1", Side.BUY, "5"), settled("1", Side.BUY, "5", "50", "251", null, "749", "5", "50.2")))
                .contains("notional of 250");
    }

    @Test
    void wrongCashIsFound() {
        assertThat(apply(trade("1", Side.BUY, "5"), settled("1", Side.BUY, "5", "50", "250", null, "751", "5", "50")))
                .contains("expected cash 750");
    }

    @Test
    void aWrongPositionIsFound() {
        assertThat(apply(trade("1", Side.BUY, "5"), settled("1", Side.BUY, "5", "50", "250", null, "750", "6", "50")))
                .contains("position 5");
    }

    @Test
    void aQuantityThatWasNotAskedForIsFound() {
        assertThat(apply(trade("1", Side.BUY, "4"), settled("1", Side.BUY, "5", "50", "250", null, "750", "5", "50")))
                .contains("expected what was asked for");
    }

    @Test
    void anOverdraftIsFound() {
        assertThat(apply(
                        trade("1", Side.BUY, "21"),
                        settled("1", Side.BUY, "21", "50", "1050", null, "-50", "21", "50")))
                .contains("expected cash -50");
    }

    @Test
    void aSaleOfWhatIsNotHeldIsFound() {
        assertThat(apply(trade("1", Side.SELL, "1"), settled("1", Side.SELL, "1", "50", "50", "50", "1050", "-1", "0")))
                .contains("expected at least 1 to sell");
    }

    @Test
    void aShortSaleAndItsCoverAreAgreedTo() {
        assertThat(apply(permit("1", true), new ShortingPermitted(id("1"), ADA, true, NOW)))
                .isNull();
        assertThat(apply(
                        trade("2", Side.SELL_SHORT, "4"),
                        shorted("2", Side.SELL_SHORT, "4", "200", null, "900", "-4", "300")))
                .isNull();
        assertThat(apply(trade("3", Side.BUY, "1"), shorted("3", Side.BUY, "1", "50", "0", "925", "-3", "-75")))
                .isNull();
        assertThat(apply(trade("4", Side.BUY, "4"), refused("4", TradingRefusal.POSITION_IS_SHORT)))
                .isNull();
        assertThat(apply(
                        new ClosePosition(id("5"), ADA, GOLD, null, null, null, NOW),
                        shorted("5", Side.BUY, "3", "150", "0", "1000", "0", "-225")))
                .isNull();
    }

    @Test
    void aShortSaleWithoutAPermissionOrItsMarginIsFound() {
        TradeSettled sale = shorted("2", Side.SELL_SHORT, "4", "200", null, "900", "-4", "300");
        TradeSettled free = shorted("3", Side.SELL_SHORT, "4", "200", null, "1200", "-4", "0");

        assertThat(apply(trade("2", Side.SELL_SHORT, "4"), sale)).contains("without a permission");
        apply(permit("1", true), new ShortingPermitted(id("1"), ADA, true, NOW));
        assertThat(apply(trade("3", Side.SELL_SHORT, "4"), free)).contains("held 300.00 more");
        assertThat(apply(trade("4", Side.SELL_SHORT, "1"), refused("4", TradingRefusal.SHORTING_NOT_PERMITTED)))
                .contains("expected another outcome");
    }

    @Test
    void aMarginThatIsHeldBesideADepositMustBeTold() {
        Money one = Money.of("USD", "1");
        apply(permit("1", true), new ShortingPermitted(id("1"), ADA, true, NOW));
        apply(trade("2", Side.SELL_SHORT, "4"), shorted("2", Side.SELL_SHORT, "4", "200", null, "900", "-4", "300"));

        assertThat(apply(
                        new Deposit(id("3"), ADA, one, NOW),
                        new Deposited(id("3"), ADA, one, new BigDecimal("901"), new BigDecimal("300"), NOW)))
                .isNull();
        assertThat(apply(
                        new Deposit(id("4"), ADA, one, NOW),
                        new Deposited(id("4"), ADA, one, new BigDecimal("902"), null, NOW)))
                .contains("expected 300.00 to be held");
    }

    @Test
    void aRefusalOfAShortForWantOfCashThatNoPriceExplainsIsFound() {
        apply(permit("1", true), new ShortingPermitted(id("1"), ADA, true, NOW));

        assertThat(apply(trade("2", Side.SELL_SHORT, "40"), refused("2", TradingRefusal.INSUFFICIENT_CASH)))
                .contains("another outcome"); // 2000 come in, 3000 are held
        assertThat(apply(trade("3", Side.SELL_SHORT, "41"), refused("3", TradingRefusal.INSUFFICIENT_CASH)))
                .isNull();
        assertThat(apply(shortFor("4", "2000"), refused("4", TradingRefusal.INSUFFICIENT_CASH)))
                .contains("another outcome");
        assertThat(apply(shortFor("5", "2050"), refused("5", TradingRefusal.INSUFFICIENT_CASH)))
                .isNull();
    }

    @Test
    void aRefusalOfACoverForWantOfCashThatNoPriceExplainsIsFound() {
        apply(permit("1", true), new ShortingPermitted(id("1"), ADA, true, NOW));
        apply(trade("2", Side.SELL_SHORT, "4"), shorted("2", Side.SELL_SHORT, "4", "200", null, "900", "-4", "300"));

        assertThat(apply(trade("3", Side.BUY, "4"), refused("3", TradingRefusal.INSUFFICIENT_CASH)))
                .contains("another outcome");
        assertThat(apply(close("4", null), refused("4", TradingRefusal.INSUFFICIENT_CASH)))
                .contains("another outcome");
        priceOfGold("300"); // covering all of it takes 1200, and releases 300
        assertThat(apply(trade("5", Side.BUY, "4"), refused("5", TradingRefusal.INSUFFICIENT_CASH)))
                .contains("another outcome");
        priceOfGold("301");
        assertThat(apply(trade("6", Side.BUY, "4"), refused("6", TradingRefusal.INSUFFICIENT_CASH)))
                .isNull();
        assertThat(apply(close("7", null), refused("7", TradingRefusal.INSUFFICIENT_CASH)))
                .isNull();
        assertThat(apply(close("8", "75"), refused("8", TradingRefusal.INSUFFICIENT_CASH)))
                .contains("another outcome");
        assertThat(apply(trade("9", Side.BUY, "5"), refused("9", TradingRefusal.INSUFFICIENT_CASH)))
                .contains("another outcome");
    }

    @Test
    void aCoverThatIsRefusedBecauseTheAssetIsBeingRetiredIsFound() {
        apply(permit("1", true), new ShortingPermitted(id("1"), ADA, true, NOW));
        apply(trade("2", Side.SELL_SHORT, "4"), shorted("2", Side.SELL_SHORT, "4", "200", null, "900", "-4", "300"));
        stateGold("50", AssetStatus.RETIRING);

        assertThat(apply(trade("3", Side.BUY, "4"), refused("3", TradingRefusal.ASSET_RETIRED)))
                .contains("another outcome");
        assertThat(apply(trade("4", Side.SELL_SHORT, "1"), refused("4", TradingRefusal.ASSET_RETIRED)))
                .isNull();
        apply(trade("5", Side.BUY, "4"), shorted("5", Side.BUY, "4", "200", "0", "1000", "0", "-300"));
        assertThat(apply(trade("6", Side.BUY, "1"), refused("6", TradingRefusal.ASSET_RETIRED)))
                .isNull();
    }

    @Test
    void aPartOfAPositionIsClosedToItsSmallestQuantity() {
        market.add(new AssetCreated(
                id("btc"),
                new Asset(BTC, "Bitcoin", Currencies.USD, Price.of("100"), 8, AssetStatus.ACTIVE, NOW),
                NOW));
        apply(bitcoin("1", "1.5"), bitcoinSettled("1", Side.BUY, "1.5", "150", null, "850", "1.5"));

        assertThat(apply(half("2"), bitcoinSettled("2", Side.SELL, "0.01", "1", "0", "851", "1.49")))
                .contains("what was asked for");
        assertThat(apply(half("3"), bitcoinSettled("3", Side.SELL, "0.76", "76", "0", "926", "0.74")))
                .contains("what was asked for");
        assertThat(apply(half("4"), bitcoinSettled("4", Side.SELL, "0.75", "75", "0", "925", "0.75")))
                .isNull();
    }

    private static PlaceTrade bitcoin(String id, String quantity) {
        return new PlaceTrade(id(id), ADA, BTC, Side.BUY, Quantity.of(quantity), null, null, NOW);
    }

    private static ClosePosition half(String id) {
        return new ClosePosition(id(id), ADA, BTC, null, new BigDecimal("50"), null, NOW);
    }

    private static TradeSettled bitcoinSettled(
            String id, Side side, String quantity, String notional, String pnl, String cash, String position) {
        return new TradeSettled(
                id(id),
                ADA,
                BTC,
                "Bitcoin",
                side,
                Quantity.of(quantity),
                Price.of("100"),
                new BigDecimal(notional),
                Currencies.USD,
                BigDecimal.ZERO,
                pnl == null ? null : new BigDecimal(pnl),
                new BigDecimal(cash),
                new BigDecimal(position),
                new BigDecimal("100"),
                NOW);
    }

    private void priceOfGold(String price) {
        stateGold(price, AssetStatus.ACTIVE);
    }

    private void stateGold(String price, AssetStatus status) {
        Asset gold = new Asset(GOLD, "Gold", Currencies.USD, Price.of(price), 0, status, NOW);
        market.add(new AssetCreated(id("gold"), gold, NOW));
    }

    private static PlaceTrade shortFor(String id, String notional) {
        return new PlaceTrade(id(id), ADA, GOLD, Side.SELL_SHORT, null, new BigDecimal(notional), null, NOW);
    }

    /** @param percentage null for all of it */
    private static ClosePosition close(String id, String percentage) {
        BigDecimal part = percentage == null ? null : new BigDecimal(percentage);
        return new ClosePosition(id(id), ADA, GOLD, null, part, null, NOW);
    }

    private static PermitShorting permit(String id, boolean permitted) {
        return new PermitShorting(id(id), ADA, permitted, NOW);
    }

    private static TradeSettled shorted(
            String id, Side side, String quantity, String notional, String pnl, String cash, String owed, String held) {
        return new TradeSettled(
                id(id),
                ADA,
                GOLD,
                "Gold",
                side,
                Quantity.of(quantity),
                Price.of("50"),
                new BigDecimal(notional),
                Currencies.USD,
                BigDecimal.ZERO,
                pnl == null ? null : new BigDecimal(pnl),
                new BigDecimal(cash),
                new BigDecimal(owed),
                new BigDecimal(owed.equals("0") ? "0" : "50"),
                new BigDecimal(held),
                NOW);
    }

    @Test
    void aDepositThatWasDoubledIsFound() {
        Deposit deposit = new Deposit(id("1"), ADA, Money.of("USD", "1"), NOW);

        assertThat(apply(deposit, new Deposited(id("1"), ADA, Money.of("USD", "1"), new BigDecimal("1002"), null, NOW)))
                .contains("expected a balance of 1001");
    }

    @Test
    void aSecondOutcomeOfAnOperationIsFound() {
        Deposit deposit = new Deposit(id("1"), ADA, Money.of("USD", "1"), NOW);
        apply(deposit, new Deposited(id("1"), ADA, Money.of("USD", "1"), new BigDecimal("1001"), null, NOW));

        assertThat(apply(deposit, new Deposited(id("1"), ADA, Money.of("USD", "1"), new BigDecimal("1002"), null, NOW)))
                .contains("expected one outcome");
    }

    @Test
    void aRepetitionMustNameTheOutcomeAndWhetherTheContentIsTheSame() {
        Deposit deposit = new Deposit(id("1"), ADA, Money.of("USD", "1"), NOW);
        Deposit other = new Deposit(id("1"), ADA, Money.of("USD", "2"), NOW);
        apply(deposit, new Deposited(id("1"), ADA, Money.of("USD", "1"), new BigDecimal("1001"), null, NOW));

        assertThat(apply(deposit, repeated("1", true, 2))).isNull();
        assertThat(apply(other, repeated("1", false, 2))).isNull();
        assertThat(apply(other, repeated("1", true, 2))).contains("same content false");
        assertThat(apply(deposit, repeated("1", true, 1))).contains("expected a repetition");
        assertThat(apply(new Deposit(id("9"), ADA, Money.of("USD", "1"), NOW), repeated("9", true, 1)))
                .contains("to be decided");
    }

    @Test
    void aGiftThatHasNotArrivedIsFoundAndOneThatArrivesTwiceToo() {
        AccountId bob = new AccountId(Uuids.nameBased("bob"));
        Money ten = Money.of("USD", "10");
        OperationId receipt = ReceiveGift.operationOf(ADA, id("gift"));
        apply(
                new OpenAccount(id("open bob"), bob, new Username("bob"), null, NOW),
                new AccountOpened(id("open bob"), bob, new Username("bob"), null, NOW));

        assertThat(apply(
                        new SendGift(id("gift"), ADA, bob, ten, null, null, NOW),
                        new GiftSent(id("gift"), ADA, bob, ten, null, receipt, new BigDecimal("990"), null, NOW)))
                .isNull();
        assertThat(gifts.complaint()).contains("to arrive or to come back");
        assertThat(apply(
                        new ReceiveGift(receipt, bob, ADA, id("gift"), ten, null, NOW),
                        new GiftReceived(receipt, bob, ADA, id("gift"), ten, null, new BigDecimal("10"), null, NOW)))
                .isNull();
        assertThat(gifts.complaint()).isNull();
        assertThat(apply(
                        new ReturnGift(id("back"), ADA, bob, id("gift"), ten, TradingRefusal.BALANCE_TOO_LARGE, NOW),
                        new GiftReturned(
                                id("back"),
                                ADA,
                                bob,
                                id("gift"),
                                ten,
                                TradingRefusal.BALANCE_TOO_LARGE,
                                new BigDecimal("1000"),
                                null,
                                NOW)))
                .contains("expected one end");
    }

    @Test
    void aGiftThatNobodySentIsFound() {
        Money ten = Money.of("USD", "10");
        apply(
                new ReceiveGift(id("receipt"), ADA, ADA, id("gift"), ten, null, NOW),
                new GiftReceived(id("receipt"), ADA, ADA, id("gift"), ten, null, new BigDecimal("1010"), null, NOW));

        assertThat(gifts.complaint()).contains("were never sent so");
    }

    @Test
    void aReversalThatMakesAProfitFromNothingIsFound() {
        apply(trade("1", Side.BUY, "5"), settled("1", Side.BUY, "5", "50", "250", null, "750", "5", "50"));

        assertThat(apply(reverse("2", "1"), reversed("2", "1", "-250", "1"))).contains("but they change by -1");
        assertThat(apply(reverse("3", "9"), reversed("3", "9", "-250", "0"))).contains("expected what was asked for");
    }

    @Test
    void aReversalIsAgreedTo() {
        apply(trade("1", Side.BUY, "5"), settled("1", Side.BUY, "5", "50", "250", null, "750", "5", "50"));

        assertThat(apply(reverse("2", "1"), reversed("2", "1", "-250", "0"))).isNull();
        assertThat(books.find(ADA).of(Currencies.USD).quantity).isEqualByComparingTo("1000");
        assertThat(books.find(ADA).of(GOLD.unit()).cost).isEqualByComparingTo("0");
    }

    @Test
    void aPartnersTradeMovesNothingAndIsNotedAsItWasTold() {
        assertThat(apply(partnerTrade("1", ADA), recorded("1", ADA, "7"))).isNull();
        assertThat(books.find(ADA).of(Currencies.USD).quantity).isEqualByComparingTo("1000");

        assertThat(apply(partnerTrade("2", ADA), recorded("2", ADA, "70"))).contains("what was asked for");
        assertThat(apply(
                        partnerTrade("3", ADA),
                        refused("3", OperationKind.PARTNER_TRADE, TradingRefusal.ACCOUNT_NOT_FOUND)))
                .contains("expected another outcome");
        AccountId nobody = new AccountId(Uuids.nameBased("nobody"));
        assertThat(apply(partnerTrade("4", nobody), recorded("4", nobody, "7"))).contains("what was asked for");
    }

    private static RecordPartnerTrade partnerTrade(String id, AccountId account) {
        return new RecordPartnerTrade(
                id(id), account, GOLD, Side.BUY, Quantity.of("7"), Price.of("3"), new Unit("CHF"), NOW, NOW);
    }

    private static PartnerTradeRecorded recorded(String id, AccountId account, String quantity) {
        return new PartnerTradeRecorded(
                id(id), account, GOLD, Side.BUY, Quantity.of(quantity), Price.of("3"), new Unit("CHF"), NOW, NOW);
    }

    @Test
    void aRefusalWithoutReasonIsFound() {
        assertThat(apply(trade("1", Side.BUY, "20"), refused("1", TradingRefusal.INSUFFICIENT_CASH)))
                .contains("expected another outcome");
        assertThat(apply(trade("2", Side.BUY, "21"), refused("2", TradingRefusal.INSUFFICIENT_CASH)))
                .isNull();
        assertThat(apply(trade("3", Side.SELL, "1"), refused("3", TradingRefusal.INSUFFICIENT_POSITION)))
                .isNull();
        assertThat(apply(trade("4", Side.BUY, "1"), refused("4", TradingRefusal.MARKET_HALTED)))
                .contains("expected another outcome");
        assertThat(apply(trade("5", Side.BUY, "1"), refused("5", TradingRefusal.ACCOUNT_NOT_FOUND)))
                .contains("expected another outcome");
    }

    private String apply(TradingCommand command, TradingEvent event) {
        return model.apply(command, event, new StreamPosition(0, ++seq));
    }

    private static PlaceTrade trade(String id, Side side, String quantity) {
        return new PlaceTrade(id(id), ADA, GOLD, side, Quantity.of(quantity), null, null, NOW);
    }

    private static TradeSettled settled(
            String id,
            Side side,
            String quantity,
            String price,
            String notional,
            String pnl,
            String cash,
            String position,
            String averageCost) {
        return new TradeSettled(
                id(id),
                ADA,
                GOLD,
                "Gold",
                side,
                Quantity.of(quantity),
                Price.of(price),
                new BigDecimal(notional),
                Currencies.USD,
                BigDecimal.ZERO,
                pnl == null ? null : new BigDecimal(pnl),
                new BigDecimal(cash),
                new BigDecimal(position),
                new BigDecimal(averageCost),
                NOW);
    }

    private static ReverseOperation reverse(String id, String original) {
        return new ReverseOperation(id(id), ADA, id(original), new Note("by mistake"), null, NOW);
    }

    private static OperationReversed reversed(String id, String original, String cost, String pnl) {
        BigDecimal zero = BigDecimal.ZERO;
        return new OperationReversed(
                id(id),
                ADA,
                id(original),
                OperationKind.TRADE,
                new Note("by mistake"),
                List.of(
                        new Compensation(
                                Currencies.USD, new BigDecimal("250"), "HOUSE", zero, zero, new BigDecimal("1000")),
                        new Compensation(
                                GOLD.unit(),
                                new BigDecimal("-5"),
                                "HOUSE",
                                new BigDecimal(cost),
                                new BigDecimal(pnl),
                                zero)),
                NOW);
    }

    private static OperationRefused refused(String id, TradingRefusal reason) {
        return refused(id, OperationKind.TRADE, reason);
    }

    private static OperationRefused refused(String id, OperationKind kind, TradingRefusal reason) {
        return new OperationRefused(id(id), ADA, kind, reason, "because", NOW);
    }

    private static CommandRepeated repeated(String id, boolean sameContent, long outcome) {
        return new CommandRepeated(id(id), ADA, sameContent, new StreamPosition(0, outcome), NOW);
    }

    private static OperationId id(String name) {
        return new OperationId(Uuids.nameBased(name));
    }
}
