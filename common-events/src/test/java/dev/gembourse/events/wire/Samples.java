package dev.gembourse.events.wire;

import dev.gembourse.events.leaderboard.LeaderboardEvent.GemsAwarded;
import dev.gembourse.events.leaderboard.LeaderboardEvent.MilestoneReached;
import dev.gembourse.events.leaderboard.LeaderboardEvent.PlayerJoined;
import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.MarketCommand.AmendOrder;
import dev.gembourse.events.market.MarketCommand.ChangeAsset;
import dev.gembourse.events.market.MarketCommand.ChangeUnit;
import dev.gembourse.events.market.MarketCommand.CreateAsset;
import dev.gembourse.events.market.MarketCommand.DefineUnit;
import dev.gembourse.events.market.MarketCommand.EnterOrder;
import dev.gembourse.events.market.MarketCommand.ImportCandles;
import dev.gembourse.events.market.MarketCommand.PassTime;
import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.market.MarketCommand.RetireAsset;
import dev.gembourse.events.market.MarketCommand.WithdrawOrder;
import dev.gembourse.events.market.MarketEvent.AssetChanged;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.market.MarketEvent.AssetRetired;
import dev.gembourse.events.market.MarketEvent.AssetRetirementBegun;
import dev.gembourse.events.market.MarketEvent.BookUpdated;
import dev.gembourse.events.market.MarketEvent.CandlesImported;
import dev.gembourse.events.market.MarketEvent.MarketCommandRepeated;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.events.market.MarketEvent.TradingHalted;
import dev.gembourse.events.market.MarketEvent.UnitChanged;
import dev.gembourse.events.market.MarketEvent.UnitDefined;
import dev.gembourse.events.market.MarketOperationKind;
import dev.gembourse.events.market.MarketRefusal;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Exit;
import dev.gembourse.events.order.Fill;
import dev.gembourse.events.order.Liquidity;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderEnd;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderStatus;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.Replacement;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.order.TimeInForce;
import dev.gembourse.events.order.Trigger;
import dev.gembourse.events.trading.Compensation;
import dev.gembourse.events.trading.OperationKind;
import dev.gembourse.events.trading.TradingCommand.CancelOrders;
import dev.gembourse.events.trading.TradingCommand.ClosePosition;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.EndOrder;
import dev.gembourse.events.trading.TradingCommand.GrantBonus;
import dev.gembourse.events.trading.TradingCommand.NoteTrigger;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.trading.TradingCommand.PermitShorting;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingCommand.Purchase;
import dev.gembourse.events.trading.TradingCommand.ReceiveGift;
import dev.gembourse.events.trading.TradingCommand.RecordPartnerTrade;
import dev.gembourse.events.trading.TradingCommand.ReplaceOrder;
import dev.gembourse.events.trading.TradingCommand.ReturnGift;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.trading.TradingCommand.SendGift;
import dev.gembourse.events.trading.TradingCommand.SettleFill;
import dev.gembourse.events.trading.TradingCommand.SettleReplacement;
import dev.gembourse.events.trading.TradingCommand.TopUp;
import dev.gembourse.events.trading.TradingCommand.Withdraw;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.BonusGranted;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested.OpenOrder;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.GiftReceived;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.GiftReturned;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.OrderReplaced;
import dev.gembourse.events.trading.TradingEvent.OrderTriggered;
import dev.gembourse.events.trading.TradingEvent.PartnerTradeRecorded;
import dev.gembourse.events.trading.TradingEvent.Purchased;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.trading.TradingEvent.ShortingPermitted;
import dev.gembourse.events.trading.TradingEvent.ToppedUp;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.ClientOrderId;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One sentence of every type. */
final class Samples {

    private static final AccountId ACCOUNT = AccountId.of("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final OperationId OPERATION = OperationId.of("3f333df6-90a4-5fda-8dd3-9485d27cee36");
    private static final AccountId FRIEND = AccountId.of("01890a5d-ac97-74a2-9f3e-6a1d0c55b001");
    private static final OperationId GIFT = OperationId.of("b5f8d7a2-5a0c-5c7e-8a31-0f6f1f3f9c02");
    private static final Note THANKS = new Note("Thank you, Ada");
    private static final Symbol GOLD = new Symbol("GOLD");
    private static final Username ADA = new Username("Ada_L");
    private static final Money MONEY = Money.of("USD", "1000.5");
    private static final Instant SETTLED = Instant.parse("2026-01-02T03:03:59.5Z");
    private static final Instant SUBMITTED = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Instant OCCURRED = Instant.parse("2026-01-02T03:04:05.700123Z");
    private static final StreamPosition POSITION = new StreamPosition(3, 1042);
    private static final TickSource SOURCE = new TickSource("mqtt:metals");
    private static final Candle CANDLE = new Candle(
            Instant.parse("2026-01-02T00:00:00Z"),
            Price.of("49.5"),
            Price.of("51"),
            Price.of("49"),
            Price.of("50.25"),
            decimal("1200"));
    private static final Asset ASSET =
            new Asset(GOLD, "Gold", Currencies.USD, Price.of("50"), 3, AssetStatus.ACTIVE, OCCURRED);
    private static final Instant EXPIRY = Instant.parse("2026-01-31T16:00:00Z");
    private static final OrderTerms TERMS = new OrderTerms(
            GOLD,
            Side.BUY,
            OrderType.LIMIT,
            TimeInForce.GTD,
            EXPIRY,
            Quantity.of("2.5"),
            null,
            OrderPrices.limit(Price.of("50.25")),
            true,
            SelfTrade.CANCEL_NEWEST,
            new Exit(Price.of("60"), Price.of("45")),
            new ClientOrderId("bot-7/0042"));
    private static final Order ORDER = new Order(
            OrderId.of("8f9b2a54-2f8f-5c1c-9d5e-6d6f0b9d1a11"),
            ACCOUNT,
            TERMS,
            decimal("2.5"),
            null,
            Price.of("50.25"),
            EXPIRY);
    private static final Fill FILL = new Fill(
            17,
            ORDER.id(),
            ACCOUNT,
            Side.BUY,
            Liquidity.MAKER,
            Price.of("50.25"),
            Quantity.of("1.5"),
            decimal("75.38"),
            decimal("2.5"),
            Price.of("50.25"),
            false);
    private static final OrderEnd END =
            new OrderEnd(ORDER.id(), ACCOUNT, EndReason.CANCELLED_BY_OWNER, decimal("1"), Price.of("50.25"));
    private static final Trigger TRIGGER = new Trigger(ORDER.id(), ACCOUNT, Price.of("49"));
    private static final Replacement REPLACEMENT =
            new Replacement(GIFT, ORDER, decimal("12.5"), decimal("1"), Price.of("48"), decimal("1.5"));
    private static final OrderTerms EXIT = new OrderTerms(
            GOLD,
            Side.SELL,
            OrderType.OCO,
            TimeInForce.GTC,
            Quantity.of("1.5"),
            null,
            OrderPrices.stopAndLimit(Price.of("45"), Price.of("60")),
            false,
            SelfTrade.CANCEL_NEWEST,
            null);
    private static final UnitDefinition UNIT =
            new UnitDefinition(new Unit("SHARD"), "Shards", UnitKind.VIRTUAL, 3, UnitStatus.OPEN);
    private static final Money COINS = Money.of("GC", "30");
    private static final Reference REFERENCE = new Reference("Sword of Dawn");

    /** A deposit into an account that has margin held; the one below is into one that has not. */
    static final Deposited BESIDE_MARGIN =
            new Deposited(OPERATION, ACCOUNT, MONEY, decimal("2000.75"), decimal("150.00"), OCCURRED);

    static final Map<Contract<?>, List<Object>> BY_CONTRACT = Map.of(
            Contracts.TRADING_COMMANDS,
            List.of(
                    new OpenAccount(OPERATION, ACCOUNT, ADA, MONEY, SUBMITTED),
                    new Deposit(OPERATION, ACCOUNT, MONEY, SUBMITTED),
                    new Withdraw(OPERATION, ACCOUNT, MONEY, SUBMITTED),
                    new ClosePosition(OPERATION, ACCOUNT, GOLD, null, decimal("33.5"), POSITION, SUBMITTED),
                    new PlaceTrade(OPERATION, ACCOUNT, GOLD, Side.BUY, Quantity.of("2.5"), null, POSITION, SUBMITTED),
                    new PlaceOrder(OPERATION, ACCOUNT, TERMS, POSITION, SUBMITTED),
                    new CancelOrders(OPERATION, ACCOUNT, ORDER.id(), null, SUBMITTED),
                    new ReplaceOrder(
                            OPERATION, ACCOUNT, ORDER.id(), 3, Quantity.of("4"), OrderPrices.trail(250), SUBMITTED),
                    new NoteTrigger(OPERATION, ACCOUNT, GOLD, TRIGGER, SUBMITTED),
                    new SettleReplacement(OPERATION, ACCOUNT, GOLD, REPLACEMENT, SUBMITTED),
                    new SettleFill(OPERATION, ACCOUNT, GOLD, FILL, END, SUBMITTED),
                    new EndOrder(OPERATION, ACCOUNT, GOLD, END, SUBMITTED),
                    new SendGift(OPERATION, ACCOUNT, FRIEND, MONEY, THANKS, POSITION, SUBMITTED),
                    new ReceiveGift(OPERATION, ACCOUNT, FRIEND, GIFT, MONEY, THANKS, SUBMITTED),
                    new ReturnGift(
                            OPERATION, ACCOUNT, FRIEND, GIFT, MONEY, TradingRefusal.ACCOUNT_NOT_FOUND, SUBMITTED),
                    new ReverseOperation(OPERATION, ACCOUNT, GIFT, new Note("Entered twice"), POSITION, SUBMITTED),
                    new RecordPartnerTrade(
                            OPERATION,
                            ACCOUNT,
                            GOLD,
                            Side.SELL,
                            Quantity.of("2.5"),
                            Price.of("50.25"),
                            Currencies.USD,
                            SETTLED,
                            SUBMITTED),
                    new TopUp(OPERATION, ACCOUNT, COINS, REFERENCE, POSITION, SUBMITTED),
                    new PermitShorting(OPERATION, ACCOUNT, true, SUBMITTED),
                    new GrantBonus(OPERATION, ACCOUNT, COINS, REFERENCE, POSITION, SUBMITTED),
                    new Purchase(OPERATION, ACCOUNT, COINS, REFERENCE, POSITION, SUBMITTED)),
            Contracts.TRADING_EVENTS,
            List.of(
                    new AccountOpened(OPERATION, ACCOUNT, ADA, MONEY, OCCURRED),
                    new Deposited(OPERATION, ACCOUNT, MONEY, decimal("2000.75"), null, OCCURRED),
                    new Withdrawn(OPERATION, ACCOUNT, MONEY, decimal("0"), null, OCCURRED),
                    new TradeSettled(
                            OPERATION,
                            ACCOUNT,
                            GOLD,
                            "Gold",
                            Side.SELL,
                            Quantity.of("2.5"),
                            Price.of("50"),
                            decimal("125"),
                            Currencies.USD,
                            decimal("0.13"),
                            decimal("24.87"),
                            decimal("2125.62"),
                            decimal("7.5"),
                            decimal("40"),
                            OCCURRED),
                    new GiftSent(OPERATION, ACCOUNT, FRIEND, MONEY, THANKS, GIFT, decimal("12.5"), null, OCCURRED),
                    new GiftReceived(OPERATION, ACCOUNT, FRIEND, GIFT, MONEY, THANKS, decimal("1013"), null, OCCURRED),
                    new GiftRefused(
                            OPERATION,
                            ACCOUNT,
                            FRIEND,
                            GIFT,
                            MONEY,
                            TradingRefusal.ACCOUNT_NOT_FOUND,
                            "expected an account but there is none of this id",
                            OCCURRED),
                    new GiftReturned(
                            OPERATION,
                            ACCOUNT,
                            FRIEND,
                            GIFT,
                            MONEY,
                            TradingRefusal.ACCOUNT_NOT_FOUND,
                            decimal("1013"),
                            null,
                            OCCURRED),
                    new OperationReversed(
                            OPERATION,
                            ACCOUNT,
                            GIFT,
                            OperationKind.TRADE,
                            new Note("Entered twice"),
                            List.of(
                                    new Compensation(
                                            Currencies.USD,
                                            decimal("125"),
                                            "HOUSE",
                                            decimal("0"),
                                            decimal("0"),
                                            decimal("1125")),
                                    new Compensation(
                                            GOLD.unit(),
                                            decimal("-2.5"),
                                            "HOUSE",
                                            decimal("-100"),
                                            decimal("25"),
                                            decimal("7.5"))),
                            OCCURRED),
                    new ShortingPermitted(OPERATION, ACCOUNT, true, OCCURRED),
                    new ToppedUp(OPERATION, ACCOUNT, COINS, REFERENCE, decimal("30"), null, OCCURRED),
                    new BonusGranted(OPERATION, ACCOUNT, COINS, REFERENCE, decimal("60"), null, OCCURRED),
                    new Purchased(OPERATION, ACCOUNT, COINS, REFERENCE, decimal("0"), null, OCCURRED),
                    new PartnerTradeRecorded(
                            OPERATION,
                            ACCOUNT,
                            GOLD,
                            Side.SELL,
                            Quantity.of("2.5"),
                            Price.of("50.25"),
                            Currencies.USD,
                            SETTLED,
                            OCCURRED),
                    new OrderPlaced(
                            OPERATION,
                            ACCOUNT,
                            ORDER,
                            Currencies.USD,
                            2,
                            10,
                            20,
                            decimal("125.88"),
                            decimal("874.62"),
                            OCCURRED),
                    new OrderFilled(
                            OPERATION,
                            ACCOUNT,
                            ORDER.id(),
                            GOLD,
                            Side.BUY,
                            17,
                            Liquidity.MAKER,
                            false,
                            Quantity.of("1.5"),
                            Price.of("50.25"),
                            decimal("75.38"),
                            Currencies.USD,
                            decimal("0.08"),
                            decimal("50.42"),
                            decimal("0"),
                            null,
                            decimal("925.04"),
                            decimal("1.5"),
                            decimal("50.30666667"),
                            decimal("0"),
                            OrderStatus.CANCELLED,
                            EndReason.CANCELLED_BY_OWNER,
                            true,
                            EXIT,
                            OCCURRED),
                    new OrderTriggered(OPERATION, ACCOUNT, ORDER.id(), GOLD, Price.of("49"), OCCURRED),
                    new ReplacementRequested(
                            OPERATION,
                            ACCOUNT,
                            ORDER,
                            decimal("2"),
                            Currencies.USD,
                            decimal("12.5"),
                            decimal("100.25"),
                            OCCURRED),
                    new OrderReplaced(
                            OPERATION,
                            ACCOUNT,
                            GIFT,
                            ORDER,
                            true,
                            Currencies.USD,
                            decimal("0.06"),
                            decimal("100.31"),
                            decimal("1.5"),
                            null,
                            OCCURRED),
                    new OrderEnded(
                            OPERATION,
                            ACCOUNT,
                            ORDER.id(),
                            GOLD,
                            EndReason.CANCELLED_BY_OWNER,
                            Currencies.USD,
                            decimal("50.36"),
                            decimal("924.98"),
                            decimal("0"),
                            null,
                            OCCURRED),
                    new CancellationRequested(OPERATION, ACCOUNT, List.of(new OpenOrder(ORDER.id(), GOLD)), OCCURRED),
                    new OperationRefused(
                            OPERATION,
                            ACCOUNT,
                            OperationKind.TRADE,
                            TradingRefusal.INSUFFICIENT_CASH,
                            "expected at least 125 USD available but found 12.5 USD",
                            OCCURRED),
                    new CommandRepeated(OPERATION, ACCOUNT, true, POSITION, OCCURRED)),
            Contracts.MARKET_COMMANDS,
            List.of(
                    new CreateAsset(OPERATION, GOLD, "Gold", Currencies.USD, Price.of("50"), 3, SUBMITTED),
                    new EnterOrder(OPERATION, ORDER, SUBMITTED),
                    new AmendOrder(OPERATION, GIFT, ORDER, decimal("2"), decimal("12.5"), SUBMITTED),
                    PassTime.of(GOLD, EXPIRY, SUBMITTED),
                    new WithdrawOrder(OPERATION, GOLD, ORDER.id(), ACCOUNT, SUBMITTED),
                    new ChangeAsset(OPERATION, GOLD, "Fine Gold", Price.of("50.25"), AssetStatus.HALTED, SUBMITTED),
                    new RetireAsset(OPERATION, GOLD, SUBMITTED),
                    PriceTick.of(GOLD, SOURCE, 17L, Price.of("50.25"), decimal("12.5"), SETTLED, SUBMITTED),
                    new ImportCandles(OPERATION, GOLD, CandleInterval.DAY, List.of(CANDLE), SUBMITTED),
                    new DefineUnit(OPERATION, UNIT, SUBMITTED),
                    new ChangeUnit(OPERATION, UNIT.unit(), "Shards of Light", UnitStatus.CLOSED, SUBMITTED)),
            Contracts.MARKET_EVENTS,
            List.of(
                    new AssetCreated(OPERATION, ASSET, OCCURRED),
                    new AssetChanged(OPERATION, ASSET, OCCURRED),
                    new AssetRetirementBegun(OPERATION, ASSET, OCCURRED),
                    new AssetRetired(OPERATION, ASSET, OCCURRED),
                    new PriceTicked(
                            OPERATION,
                            ASSET,
                            SOURCE,
                            17L,
                            Price.of("50.25"),
                            decimal("12.5"),
                            SETTLED,
                            true,
                            SUBMITTED,
                            OCCURRED),
                    new CandlesImported(
                            OPERATION, GOLD, CandleInterval.DAY, CANDLE.start(), CANDLE.start(), 1, 0, OCCURRED),
                    new BookUpdated(
                            OPERATION,
                            GOLD,
                            true,
                            List.of(FILL),
                            List.of(END),
                            List.of(TRIGGER),
                            REPLACEMENT,
                            OCCURRED),
                    new TradingHalted(OPERATION, ASSET, Price.of("50"), Price.of("56"), OCCURRED),
                    new UnitDefined(OPERATION, UNIT, OCCURRED),
                    new UnitChanged(OPERATION, UNIT, OCCURRED),
                    new MarketOperationRefused(
                            OPERATION,
                            GOLD,
                            MarketOperationKind.RETIRE_ASSET,
                            MarketRefusal.ASSET_HELD,
                            "expected nobody to hold GOLD but 3 accounts do",
                            OCCURRED),
                    new MarketCommandRepeated(OPERATION, GOLD, false, POSITION, OCCURRED)),
            Contracts.LEADERBOARD_EVENTS,
            List.of(
                    new PlayerJoined(ACCOUNT, ADA, POSITION, OCCURRED),
                    new GemsAwarded(ACCOUNT, 6, 10, 5, POSITION, OCCURRED),
                    new MilestoneReached(ACCOUNT, 5, 5, POSITION, OCCURRED)));

    private Samples() {}

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
