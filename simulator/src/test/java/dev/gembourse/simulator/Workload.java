package dev.gembourse.simulator;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketCommand.ChangeAsset;
import dev.gembourse.events.market.MarketCommand.ChangeUnit;
import dev.gembourse.events.market.MarketCommand.CreateAsset;
import dev.gembourse.events.market.MarketCommand.DefineUnit;
import dev.gembourse.events.market.MarketCommand.ImportCandles;
import dev.gembourse.events.market.MarketCommand.PassTime;
import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.market.MarketCommand.RetireAsset;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.order.Exit;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.order.TimeInForce;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.CancelOrders;
import dev.gembourse.events.trading.TradingCommand.ClosePosition;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.GrantBonus;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.trading.TradingCommand.PermitShorting;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingCommand.Purchase;
import dev.gembourse.events.trading.TradingCommand.ReplaceOrder;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.trading.TradingCommand.SendGift;
import dev.gembourse.events.trading.TradingCommand.TopUp;
import dev.gembourse.events.trading.TradingCommand.Withdraw;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.ClientOrderId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Message;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The gateway's part: commands about a few accounts and assets, many of which settle, are refused, or come again. */
final class Workload {

    private static final List<TickSource> SOURCES = List.of(new TickSource("unnumbered"), new TickSource("numbered"));

    static final int ACCOUNTS = 5;

    /** A deposit under which, in some histories, the process dies each time. */
    static final Money DEADLY = Money.of("USD", "66.66");

    private static final List<String> SYMBOLS = List.of("GOLD", "SILVER", "IRON");

    /** What has an order book. */
    private static final String BOOKED = "TIN";

    private static final List<Side> SIDES = List.of(Side.BUY, Side.BUY, Side.BUY, Side.SELL, Side.SELL_SHORT);

    /** Codes of units; one is also the symbol of an asset, so that only the first to come gets it. */
    private static final List<String> CODES = List.of("SHARD", "IRON");

    private final World world;
    private final Log log;
    private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    private final List<TradingCommand> asked = new ArrayList<>();
    private final List<PlaceOrder> placed = new ArrayList<>();
    private final Partner partner;
    private int left;
    private int number;
    private int sold;
    private int traded;

    /** Whether nearly all of it is about orders, so that in a short history some are filled. */
    private final boolean aboutOrders;

    Workload(World world, Log log, int commands) {
        this.world = world;
        this.log = log;
        this.partner = new Partner(world);
        this.left = commands;
        this.aboutOrders = world.below(3) == 0;
    }

    boolean isDone() {
        return left == 0;
    }

    /** Sends the next command, or one that was sent before, or lets the relay send something. */
    void next() {
        left--;
        if (number > SYMBOLS.size() && world.below(8) == 0) {
            partner.next(account(world.below(ACCOUNTS + 1)), new Symbol(world.any(SYMBOLS)))
                    .forEach(record -> append("relay", record));
            return;
        }
        ProducerRecord<byte[], byte[]> record = sent.isEmpty() || world.below(10) > 0 ? fresh() : world.any(sent);
        sent.add(record);
        append("gateway", record);
    }

    private void append(String who, ProducerRecord<byte[], byte[]> record) {
        world.trace("the %s sends %s", who, Records.text(record.value()));
        log.append(new TopicPartition(record.topic(), record.partition()), record);
    }

    private ProducerRecord<byte[], byte[]> fresh() {
        number++;
        if (aboutOrders && world.below(8) > 0) {
            return aboutOrders();
        }
        if (number <= SYMBOLS.size()) {
            return record(Contracts.MARKET_COMMANDS.write(create(SYMBOLS.get(number - 1))));
        }
        if (world.below(25) == 0) {
            Message message = Contracts.TRADING_COMMANDS.write(deposit());
            return world.below(2) == 0 ? Records.of(message, null) : Records.of(message, "dev.gembourse.nonsense.v1");
        }
        if (world.below(8) == 0) {
            return record(Contracts.MARKET_COMMANDS.write(marketCommand()));
        }
        TradingCommand command = tradingCommand();
        asked.add(command);
        ProducerRecord<byte[], byte[]> record = record(Contracts.TRADING_COMMANDS.write(command));
        if (world.below(20) == 0) {
            Partner.misname(record);
        }
        return record;
    }

    /** As it is whenever it is defined. */
    static UnitDefinition unit(String code) {
        return new UnitDefinition(Unit.of(code), code + "s", UnitKind.VIRTUAL, 3, UnitStatus.OPEN);
    }

    private MarketCommand unitCommand() {
        String code = world.any(CODES);
        return switch (world.below(3)) {
            case 0 ->
                new ChangeUnit(
                        operation(code),
                        Unit.of(code),
                        null,
                        world.any(List.of(UnitStatus.OPEN, UnitStatus.CLOSED)),
                        Instant.EPOCH);
            case 1 -> new ChangeUnit(operation("GC"), Unit.of("GC"), "Coins " + number, null, Instant.EPOCH);
            default -> new DefineUnit(operation(code), unit(code), Instant.EPOCH);
        };
    }

    private MarketCommand marketCommand() {
        if (world.below(4) == 0) {
            return unitCommand();
        }
        Symbol symbol = new Symbol(world.any(SYMBOLS));
        return switch (world.below(11)) {
            case 6, 7, 8 -> tick(symbol);
            case 9 -> candles(symbol);
            case 10 ->
                new ChangeAsset(
                        operation(symbol.value()),
                        symbol,
                        null,
                        null,
                        null,
                        world.any(List.of(0, 1, 3_600)),
                        Instant.EPOCH);
            case 0 -> create(symbol.value());
            case 1 -> new RetireAsset(operation(symbol.value()), symbol, Instant.EPOCH);
            case 2 ->
                new ChangeAsset(
                        operation(symbol.value()),
                        symbol,
                        null,
                        null,
                        world.any(List.of(AssetStatus.ACTIVE, AssetStatus.HALTED)),
                        Instant.EPOCH);
            default -> new ChangeAsset(operation(symbol.value()), symbol, null, price(), null, Instant.EPOCH);
        };
    }

    private ClosePosition close(OperationId operation, AccountId account) {
        Symbol symbol = new Symbol(world.any(SYMBOLS));
        return switch (world.below(3)) {
            case 0 -> new ClosePosition(operation, account, symbol, null, null, null, Instant.EPOCH);
            case 1 ->
                new ClosePosition(
                        operation,
                        account,
                        symbol,
                        new Quantity(BigDecimal.valueOf(1 + world.below(500), 2)),
                        null,
                        null,
                        Instant.EPOCH);
            default ->
                new ClosePosition(
                        operation,
                        account,
                        symbol,
                        null,
                        BigDecimal.valueOf(1 + world.below(10_000), 2),
                        null,
                        Instant.EPOCH);
        };
    }

    /** Of one of two sources, not always in the order of its times, and some of them again. */
    private PriceTick tick(Symbol symbol) {
        Instant time = world.instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .minusSeconds(world.below(10) == 0 ? world.below(200) : world.below(20))
                .plusSeconds(world.below(20) == 0 ? 120 : 0);
        TickSource source = world.any(SOURCES);
        Long sequence = source == SOURCES.getFirst() ? null : time.getEpochSecond();
        BigDecimal available = world.below(3) == 0 ? null : BigDecimal.valueOf(world.below(50));
        return PriceTick.of(symbol, source, sequence, price(), available, time, Instant.EPOCH);
    }

    private ImportCandles candles(Symbol symbol) {
        List<Candle> candles = new ArrayList<>();
        for (int day = world.below(3); candles.size() <= world.below(3); day++) {
            Price every = new Price(BigDecimal.valueOf(world.below(20) == 0 ? 2 : 1 + day));
            Instant start = Instant.EPOCH.plus(Duration.ofDays(day));
            candles.add(new Candle(start, every, every, every, every, BigDecimal.ONE));
        }
        return new ImportCandles(operation(symbol.value()), symbol, CandleInterval.DAY, candles, Instant.EPOCH);
    }

    private CreateAsset create(String symbol) {
        return new CreateAsset(
                operation(symbol),
                new Symbol(symbol),
                symbol + " bars",
                Unit.of(world.below(5) == 0 ? "SHARD" : "USD"),
                price(),
                2,
                Instant.EPOCH);
    }

    private TradingCommand tradingCommand() {
        if (!asked.isEmpty() && world.below(15) == 0) {
            TradingCommand before = world.any(asked);
            return new Deposit(before.operationId(), before.accountId(), Money.of("USD", "77.77"), Instant.EPOCH);
        }
        AccountId account = account(world.below(ACCOUNTS));
        OperationId operation = operation(account.toString());
        if (number < 2 * ACCOUNTS + SYMBOLS.size() || world.below(8) == 0) {
            return new OpenAccount(
                    operation,
                    account,
                    new Username("player-" + world.below(ACCOUNTS + 1)),
                    world.below(4) == 0 ? null : money(100_000),
                    Instant.EPOCH);
        }
        if (world.below(4) == 0) {
            return ofShortSeller();
        }
        if (world.below(40) == 0) {
            return new Deposit(operation, account, DEADLY, Instant.EPOCH);
        }
        return switch (world.below(18)) {
            case 15 -> close(operation, account);
            case 10, 11 -> reversal(operation, account);
            case 8, 9, 16 ->
                new SendGift(
                        operation,
                        account,
                        account(world.below(ACCOUNTS + 1)),
                        world.below(3) == 0 ? walletMoney() : money(20_000),
                        null,
                        null,
                        Instant.EPOCH);
            case 0 -> new Deposit(operation, account, money(50_000), Instant.EPOCH);
            case 2 -> new TopUp(operation, account, walletMoney(), null, null, Instant.EPOCH);
            case 3 -> new GrantBonus(operation, account, walletMoney(), null, null, Instant.EPOCH);
            case 4 ->
                new Purchase(operation, account, walletMoney(), new Reference("item " + number), null, Instant.EPOCH);
            case 1 -> new Withdraw(operation, account, money(50_000), Instant.EPOCH);
            default -> trade(operation, account, world.any(SYMBOLS), world.any(SIDES));
        };
    }

    private ProducerRecord<byte[], byte[]> aboutOrders() {
        int step = traded++;
        if (step == 0) {
            return record(Contracts.MARKET_COMMANDS.write(createWithBook()));
        }
        if (step == 4) {
            return record(Contracts.MARKET_COMMANDS.write(tick(Price.of("2"), BigDecimal.valueOf(50))));
        }
        if (step > 4 && world.below(4) == 0) {
            return record(Contracts.MARKET_COMMANDS.write(bookCommand()));
        }
        TradingCommand command = ofTraders(step - 1);
        asked.add(command);
        return record(Contracts.TRADING_COMMANDS.write(command));
    }

    /** Of two accounts, so that in a short history orders meet. */
    private TradingCommand ofTraders(int step) {
        AccountId trader = account(1 + (step < 2 ? step : world.below(2)));
        OperationId operation = operation(trader.toString());
        if (step < 2) {
            Money rich = Money.of("USD", "1000");
            return new OpenAccount(operation, trader, new Username("trader-" + step), rich, Instant.EPOCH);
        }
        return order(trader, operation);
    }

    private CreateAsset createWithBook() {
        boolean isLimited = world.below(3) == 0;
        return new CreateAsset(
                operation(BOOKED),
                new Symbol(BOOKED),
                BOOKED + " bars",
                Unit.of("USD"),
                Price.of("3"),
                2,
                null,
                new BookTerms(10, 20, world.below(3) == 0 ? 4_000 : null, isLimited),
                isLimited ? BigDecimal.TEN : null,
                Instant.EPOCH);
    }

    /** Mostly what the house offers; sometimes trading is halted or goes on. */
    private MarketCommand bookCommand() {
        Symbol symbol = new Symbol(BOOKED);
        if (world.below(6) == 0) {
            AssetStatus status = world.below(3) == 0 ? AssetStatus.HALTED : AssetStatus.ACTIVE;
            return new ChangeAsset(operation(BOOKED), symbol, null, null, status, Instant.EPOCH);
        }
        if (world.below(6) == 0) {
            return PassTime.of(symbol, world.instant().plusSeconds(world.below(120)), Instant.EPOCH);
        }
        return tick(orderPrice(), BigDecimal.valueOf(world.below(600), 2));
    }

    private PriceTick tick(Price price, BigDecimal available) {
        return PriceTick.of(
                new Symbol(BOOKED), SOURCES.getLast(), (long) number, price, available, world.instant(), Instant.EPOCH);
    }

    private Price orderPrice() {
        return new Price(BigDecimal.valueOf(200 + world.below(20) * 10L, 2));
    }

    /** Of few accounts and prices, so that they meet. */
    private TradingCommand order(AccountId account, OperationId operation) {
        int what = world.below(10);
        if (what == 0) {
            return new CancelOrders(operation, account, null, null, Instant.EPOCH);
        }
        if (what < 3 && !placed.isEmpty()) {
            PlaceOrder one = world.any(placed);
            return new CancelOrders(
                    operation, world.below(8) == 0 ? account : one.accountId(), one.order(), null, Instant.EPOCH);
        }
        if (what < 5 && !placed.isEmpty()) {
            PlaceOrder one = world.any(placed);
            return new ReplaceOrder(
                    operation,
                    one.accountId(),
                    one.order(),
                    world.below(2) == 0 ? 1 : 1 + world.below(5),
                    quantity(),
                    world.below(2) == 0
                            ? OrderPrices.NONE
                            : prices(one.terms().type(), one.terms().side()),
                    Instant.EPOCH);
        }
        PlaceOrder place = new PlaceOrder(operation, account, terms(), null, Instant.EPOCH);
        placed.add(place);
        return place;
    }

    private OrderTerms terms() {
        OrderType type = world.below(3) == 0 ? OrderType.LIMIT : world.any(List.of(OrderType.values()));
        TimeInForce time = type == OrderType.MARKET || (!type.isTriggered() && world.below(5) == 0)
                ? world.any(List.of(TimeInForce.IOC, TimeInForce.FOK))
                : world.any(List.of(TimeInForce.GTC, TimeInForce.DAY, TimeInForce.GTD));
        Side side = world.any(List.of(Side.BUY, Side.BUY, Side.SELL));
        boolean byNotional = !type.isTriggered() && side == Side.BUY && world.below(4) == 0;
        return new OrderTerms(
                new Symbol(BOOKED),
                side,
                type,
                time,
                time == TimeInForce.GTD ? world.instant().plusSeconds(world.below(60)) : null,
                byNotional ? null : quantity(),
                byNotional ? BigDecimal.valueOf(100 + world.below(1_000), 2) : null,
                prices(type, side),
                !type.isTriggered() && time.rests() && world.below(6) == 0,
                world.any(List.of(SelfTrade.values())),
                world.below(4) == 0 ? exit(side) : null,
                world.below(6) == 0 ? new ClientOrderId("order-" + world.below(20)) : null);
    }

    private Quantity quantity() {
        return new Quantity(BigDecimal.valueOf(1 + world.below(500), 2));
    }

    private OrderPrices prices(OrderType type, Side side) {
        Price lower = orderPrice();
        Price upper = above(lower);
        return switch (type) {
            case MARKET -> OrderPrices.NONE;
            case LIMIT -> OrderPrices.limit(lower);
            case BAND -> OrderPrices.band(lower, upper);
            case STOP -> OrderPrices.stop(lower);
            case STOP_LIMIT -> OrderPrices.stopAndLimit(lower, orderPrice());
            case TRAILING_STOP ->
                world.below(2) == 0 ? OrderPrices.trail(Price.of("0.2")) : OrderPrices.trail(100 + world.below(900));
            case OCO ->
                side == Side.SELL ? OrderPrices.stopAndLimit(lower, upper) : OrderPrices.stopAndLimit(upper, lower);
        };
    }

    private Exit exit(Side entry) {
        Price lower = orderPrice();
        return entry == Side.BUY ? new Exit(above(lower), lower) : new Exit(lower, above(lower));
    }

    private Price above(Price price) {
        return new Price(price.value().add(BigDecimal.valueOf(1 + world.below(10), 1)));
    }

    private PlaceTrade trade(OperationId operation, AccountId account, String symbol, Side side) {
        return new PlaceTrade(
                operation,
                account,
                new Symbol(symbol),
                side,
                new Quantity(BigDecimal.valueOf(1 + world.below(500), 2)),
                null,
                null,
                Instant.EPOCH);
    }

    /** Of one account, so that in a short history something is sold short and covered. */
    private TradingCommand ofShortSeller() {
        AccountId seller = account(0);
        OperationId operation = operation(seller.toString());
        return switch (sold++ < 2 ? sold - 1 : world.below(10)) {
            case 0 -> new OpenAccount(operation, seller, new Username("seller"), money(100_000), Instant.EPOCH);
            case 1 -> new PermitShorting(operation, seller, sold == 2 || world.below(2) > 0, Instant.EPOCH);
            case 2 -> new Deposit(operation, seller, money(50_000), Instant.EPOCH);
            case 3, 4 -> trade(operation, seller, SYMBOLS.getFirst(), Side.BUY);
            case 5 -> close(operation, seller);
            default -> trade(operation, seller, SYMBOLS.getFirst(), Side.SELL_SHORT);
        };
    }

    private TradingCommand reversal(OperationId operation, AccountId account) {
        TradingCommand original = world.any(asked);
        return new ReverseOperation(
                operation,
                world.below(8) == 0 ? account : original.accountId(),
                original.operationId(),
                new Note("by mistake"),
                null,
                Instant.EPOCH);
    }

    private Deposit deposit() {
        AccountId account = account(world.below(ACCOUNTS));
        return new Deposit(operation(account.toString()), account, money(100), Instant.EPOCH);
    }

    private OperationId operation(String scope) {
        return OperationId.of(scope, "key-" + number);
    }

    private Price price() {
        return new Price(BigDecimal.valueOf(1 + world.below(20_000), 3));
    }

    private Money money(int most) {
        return new Money(Unit.of("USD"), BigDecimal.valueOf(1 + world.below(most), 2));
    }

    private Money walletMoney() {
        return new Money(Unit.of(world.any(List.of("USD", "GC", "SHARD"))), BigDecimal.valueOf(1 + world.below(500)));
    }

    private static AccountId account(int number) {
        return new AccountId(new UUID(0x7000L, 0x8000_0000_0000_0000L | number));
    }

    private static ProducerRecord<byte[], byte[]> record(Message message) {
        return Records.of(message, message.type());
    }
}
