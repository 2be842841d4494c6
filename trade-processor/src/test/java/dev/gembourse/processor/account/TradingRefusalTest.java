package dev.gembourse.processor.account;

import static dev.gembourse.events.trading.TradingRefusal.ACCOUNT_EXISTS;
import static dev.gembourse.events.trading.TradingRefusal.ACCOUNT_NOT_FOUND;
import static dev.gembourse.events.trading.TradingRefusal.ALREADY_REVERSED;
import static dev.gembourse.events.trading.TradingRefusal.AMOUNT_SCALE_EXCEEDED;
import static dev.gembourse.events.trading.TradingRefusal.ASSET_RETIRED;
import static dev.gembourse.events.trading.TradingRefusal.BALANCE_TOO_LARGE;
import static dev.gembourse.events.trading.TradingRefusal.CLIENT_ORDER_ID_TAKEN;
import static dev.gembourse.events.trading.TradingRefusal.EXPIRY_PASSED;
import static dev.gembourse.events.trading.TradingRefusal.GIFT_TO_ONESELF;
import static dev.gembourse.events.trading.TradingRefusal.INSUFFICIENT_CASH;
import static dev.gembourse.events.trading.TradingRefusal.INSUFFICIENT_POSITION;
import static dev.gembourse.events.trading.TradingRefusal.MARKET_HALTED;
import static dev.gembourse.events.trading.TradingRefusal.NOTHING_TO_REVERSE;
import static dev.gembourse.events.trading.TradingRefusal.NOTIONAL_ROUNDS_TO_ZERO;
import static dev.gembourse.events.trading.TradingRefusal.NOTIONAL_TOO_LARGE;
import static dev.gembourse.events.trading.TradingRefusal.NOT_REVERSIBLE;
import static dev.gembourse.events.trading.TradingRefusal.NO_ORDER_BOOK;
import static dev.gembourse.events.trading.TradingRefusal.NO_POSITION;
import static dev.gembourse.events.trading.TradingRefusal.OPERATION_NOT_FOUND;
import static dev.gembourse.events.trading.TradingRefusal.ORDERS_ONLY;
import static dev.gembourse.events.trading.TradingRefusal.ORDER_CHANGED;
import static dev.gembourse.events.trading.TradingRefusal.ORDER_CHANGING;
import static dev.gembourse.events.trading.TradingRefusal.ORDER_ENDED;
import static dev.gembourse.events.trading.TradingRefusal.ORDER_NOT_FOUND;
import static dev.gembourse.events.trading.TradingRefusal.ORDER_TOO_LARGE;
import static dev.gembourse.events.trading.TradingRefusal.POSITION_IS_LONG;
import static dev.gembourse.events.trading.TradingRefusal.POSITION_IS_SHORT;
import static dev.gembourse.events.trading.TradingRefusal.PRICE_STALE;
import static dev.gembourse.events.trading.TradingRefusal.QUANTITY_ROUNDS_TO_ZERO;
import static dev.gembourse.events.trading.TradingRefusal.QUANTITY_SCALE_EXCEEDED;
import static dev.gembourse.events.trading.TradingRefusal.REPLACEMENT_INVALID;
import static dev.gembourse.events.trading.TradingRefusal.SHORTING_NOT_PERMITTED;
import static dev.gembourse.events.trading.TradingRefusal.UNIT_CLOSED;
import static dev.gembourse.events.trading.TradingRefusal.UNKNOWN_CURRENCY;
import static dev.gembourse.events.trading.TradingRefusal.UNKNOWN_SYMBOL;
import static dev.gembourse.events.trading.TradingRefusal.UNKNOWN_UNIT;
import static dev.gembourse.events.trading.TradingRefusal.USERNAME_TAKEN;
import static dev.gembourse.events.value.Side.BUY;
import static dev.gembourse.events.value.Side.SELL;
import static dev.gembourse.events.value.Side.SELL_SHORT;
import static dev.gembourse.processor.fixture.Players.bonus;
import static dev.gembourse.processor.fixture.Players.cancel;
import static dev.gembourse.processor.fixture.Players.close;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.gift;
import static dev.gembourse.processor.fixture.Players.limitOrder;
import static dev.gembourse.processor.fixture.Players.marketOrder;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.partnerTrade;
import static dev.gembourse.processor.fixture.Players.purchase;
import static dev.gembourse.processor.fixture.Players.replace;
import static dev.gembourse.processor.fixture.Players.topUp;
import static dev.gembourse.processor.fixture.Players.trade;
import static dev.gembourse.processor.fixture.Players.tradeFor;
import static dev.gembourse.processor.fixture.Players.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.order.EndReason;
import dev.gembourse.events.order.Order;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.order.TimeInForce;
import dev.gembourse.events.trading.OperationKind;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.BonusGranted;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.PartnerTradeRecorded;
import dev.gembourse.events.trading.TradingEvent.Purchased;
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
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.fixture.Players;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reason to refuse, in order of precedence. Ann has 100 USD, 3 GOLD, and all the ETH and MUCH that can be; each command of the
 * table would also be refused for reasons further down where such a command can be made, and is refused for the first.
 */
class TradingRefusalTest {

    private static final AccountId ANN = Players.account("ann");
    private static final AccountId BOB = Players.account("bob");
    private static final AccountId NOBODY = Players.account("nobody");
    private static final String MOST = "99999999999999999999";

    private static final AccountState ACCOUNT = new AccountState(
            ANN,
            Map.of(
                    new Unit("USD"),
                    Holding.ofCash(new BigDecimal("100.00")),
                    new Unit("OVER"),
                    Holding.ofCash(new BigDecimal("5")),
                    new Unit("ETH"),
                    Holding.ofCash(new BigDecimal(MOST + ".00000000")),
                    new Unit("GOLD"),
                    new Holding(new BigDecimal("3"), new BigDecimal("30"), BigDecimal.ZERO),
                    new Unit("MUCH"),
                    new Holding(new BigDecimal(MOST), BigDecimal.ONE, BigDecimal.ZERO)));

    /** Who may sell short, holds GOLD and owes DUST. */
    private static final AccountState BOBS = new AccountState(
            BOB,
            Map.of(new Unit("GOLD"), new Holding(BigDecimal.ONE, BigDecimal.TEN, BigDecimal.ZERO)),
            Map.of(new Unit("USD"), Holding.ofCash(new BigDecimal("15"))),
            Map.of(
                    new Unit("DUST"),
                    new Holding(new BigDecimal("-1000000000"), BigDecimal.TEN.negate(), BigDecimal.ZERO)),
            true);

    private static final AccountRules RULES = new AccountRules(
            Markets.of(
                    Players.asset("GOLD", "USD", "50", 2, AssetStatus.ACTIVE),
                    Players.asset("STOP", "USD", "50", 0, AssetStatus.HALTED),
                    Players.limited("STALE", "USD", "50", 0, 1),
                    Players.asset("GOING", "USD", "50", 0, AssetStatus.RETIRING),
                    Players.asset("GONE", "USD", "50", 0, AssetStatus.RETIRED),
                    Players.asset("DUST", "USD", "0.00000001", 8, AssetStatus.ACTIVE),
                    Players.asset("DEAR", "USD", MOST, 8, AssetStatus.ACTIVE),
                    Players.asset("MUCH", "ETH", "1", 0, AssetStatus.ACTIVE),
                    Players.withBook("BOOK", "50", AssetStatus.ACTIVE),
                    Players.withBook("BSTOP", "50", AssetStatus.HALTED),
                    Players.withBook("BGOING", "50", AssetStatus.RETIRING)),
            units(),
            FeeRate.FREE);

    private static UnitBook units() {
        UnitBook units = new UnitBook();
        units.state(Players.unit("OVER", UnitKind.VIRTUAL, 2, UnitStatus.CLOSED), new StreamPosition(0, 1));
        return units;
    }

    record Row(TradingRefusal reason, TradingCommand command) {}

    static List<Row> table() {
        return List.of(
                new Row(ACCOUNT_EXISTS, open("k", ANN, "taken", Money.of("XXX", "0.001"))),
                new Row(USERNAME_TAKEN, open("k", NOBODY, "Taken", Money.of("XXX", "0.001"))),
                new Row(ACCOUNT_NOT_FOUND, deposit("k", NOBODY, "XXX", "0.001")),
                new Row(ACCOUNT_NOT_FOUND, withdraw("k", NOBODY, "XXX", "0.001")),
                new Row(ACCOUNT_NOT_FOUND, topUp("k", NOBODY, "XXX", "0.001")),
                new Row(ACCOUNT_NOT_FOUND, bonus("k", NOBODY, "XXX", "0.001")),
                new Row(ACCOUNT_NOT_FOUND, purchase("k", NOBODY, "XXX", "0.001", "a sword")),
                new Row(ACCOUNT_NOT_FOUND, trade("k", NOBODY, BUY, "NONE", "1")),
                new Row(ACCOUNT_NOT_FOUND, gift("k", NOBODY, NOBODY, "XXX", "0.001")),
                new Row(ACCOUNT_NOT_FOUND, partnerTrade("k", NOBODY, BUY, "NONE", "1")),
                new Row(GIFT_TO_ONESELF, gift("k", ANN, ANN, "XXX", "0.001")),
                new Row(OPERATION_NOT_FOUND, reversal("unknown")),
                new Row(OPERATION_NOT_FOUND, reversal("another's")),
                new Row(ORDER_NOT_FOUND, cancel("k", ANN, "none")),
                new Row(ORDER_NOT_FOUND, cancel("k", ANN, "another's")),
                new Row(ORDER_NOT_FOUND, replace("k", ANN, "none", 1, "2", OrderPrices.NONE)),
                new Row(ORDER_NOT_FOUND, replace("k", ANN, "another's", 1, "2", OrderPrices.NONE)),
                new Row(ORDER_ENDED, cancel("k", ANN, "ended")),
                new Row(ORDER_ENDED, replace("k", ANN, "ended", 1, "2", OrderPrices.NONE)),
                new Row(ORDER_CHANGED, replace("k", ANN, "open", 2, "2", OrderPrices.NONE)),
                new Row(ORDER_CHANGED, replace("k", ANN, "changing", 1, "2", OrderPrices.NONE)),
                new Row(ORDER_CHANGING, replace("k", ANN, "changing", 2, "2", OrderPrices.NONE)),
                new Row(REPLACEMENT_INVALID, replace("k", ANN, "open", 1, null, OrderPrices.stop(Price.of("60")))),
                new Row(CLIENT_ORDER_ID_TAKEN, named("NONE", "taken")),
                new Row(NOTHING_TO_REVERSE, reversal("refused and reversed")),
                new Row(NOT_REVERSIBLE, reversal("opened and reversed")),
                new Row(NOT_REVERSIBLE, reversal("given and reversed")),
                new Row(NOT_REVERSIBLE, reversal("noted and reversed")),
                new Row(NOT_REVERSIBLE, reversal("reversal and reversed")),
                new Row(ALREADY_REVERSED, reversal("deposited 101 and reversed")),
                new Row(UNKNOWN_CURRENCY, open("k", NOBODY, "free", Money.of("XXX", "0.001"))),
                new Row(UNKNOWN_CURRENCY, deposit("k", ANN, "XXX", "0.001")),
                new Row(UNKNOWN_CURRENCY, withdraw("k", ANN, "GOLD", "0.001")),
                new Row(UNKNOWN_UNIT, topUp("k", ANN, "XXX", "0.001")),
                new Row(UNKNOWN_UNIT, bonus("k", ANN, "GOLD", "0.001")),
                new Row(UNKNOWN_UNIT, purchase("k", ANN, "XXX", "0.001", "a sword")),
                new Row(UNKNOWN_UNIT, gift("k", ANN, NOBODY, "GOLD", "0.001")),
                new Row(UNIT_CLOSED, open("k", NOBODY, "free", Money.of("OVER", "0.001"))),
                new Row(UNIT_CLOSED, deposit("k", ANN, "OVER", "0.001")),
                new Row(UNIT_CLOSED, topUp("k", ANN, "OVER", "0.001")),
                new Row(UNIT_CLOSED, bonus("k", ANN, "OVER", "0.001")),
                new Row(UNKNOWN_SYMBOL, tradeFor("k", ANN, BUY, "NONE", "0.001")),
                new Row(UNKNOWN_SYMBOL, trade("k", ANN, SELL, "USD", "1")),
                new Row(UNKNOWN_SYMBOL, close("k", ANN, "NONE", null)),
                new Row(UNKNOWN_SYMBOL, limitOrder("k", ANN, BUY, "NONE", "0.001", "50")),
                new Row(NO_ORDER_BOOK, limitOrder("k", ANN, BUY, "STOP", "0.001", "50")),
                new Row(ORDERS_ONLY, trade("k", ANN, BUY, "BSTOP", "0.001")),
                new Row(ORDERS_ONLY, close("k", ANN, "BOOK", null)),
                new Row(NO_POSITION, close("k", ANN, "STOP", null)),
                new Row(NO_POSITION, close("k", ANN, "STALE", "0.1")),
                new Row(MARKET_HALTED, tradeFor("k", ANN, BUY, "STOP", "0.001")),
                new Row(MARKET_HALTED, trade("k", ANN, SELL, "STOP", "0.5")),
                new Row(MARKET_HALTED, limitOrder("k", ANN, BUY, "BSTOP", "0.001", "50")),
                new Row(ASSET_RETIRED, limitOrder("k", ANN, BUY, "BGOING", "0.001", "50")),
                new Row(ASSET_RETIRED, tradeFor("k", ANN, BUY, "GOING", "0.001")),
                new Row(ASSET_RETIRED, trade("k", ANN, BUY, "GONE", "0.5")),
                new Row(ASSET_RETIRED, reversal("sold GONE for 101")),
                new Row(EXPIRY_PASSED, Players.order("k", ANN, until(Players.AT))),
                new Row(PRICE_STALE, tradeFor("k", ANN, BUY, "STALE", "0.001")),
                new Row(PRICE_STALE, trade("k", ANN, SELL, "STALE", "0.5")),
                new Row(AMOUNT_SCALE_EXCEEDED, open("k", NOBODY, "free", Money.of("USD", "0.001"))),
                new Row(AMOUNT_SCALE_EXCEEDED, deposit("k", ANN, "USD", "0.001")),
                new Row(AMOUNT_SCALE_EXCEEDED, withdraw("k", ANN, "GC", "0.5")),
                new Row(AMOUNT_SCALE_EXCEEDED, gift("k", ANN, NOBODY, "USD", "100.001")),
                new Row(AMOUNT_SCALE_EXCEEDED, topUp("k", ANN, "GC", "0.5")),
                new Row(AMOUNT_SCALE_EXCEEDED, bonus("k", ANN, "USD", "0.001")),
                new Row(AMOUNT_SCALE_EXCEEDED, purchase("k", ANN, "OVER", "0.001", "a sword")),
                new Row(AMOUNT_SCALE_EXCEEDED, tradeFor("k", ANN, BUY, "GOLD", "0.001")),
                new Row(AMOUNT_SCALE_EXCEEDED, marketOrder("k", ANN, BUY, "BOOK", null, "0.001")),
                new Row(QUANTITY_SCALE_EXCEEDED, replace("k", ANN, "open", 1, "1.001", OrderPrices.NONE)),
                new Row(QUANTITY_SCALE_EXCEEDED, limitOrder("k", ANN, BUY, "BOOK", "1000.001", "50")),
                new Row(QUANTITY_SCALE_EXCEEDED, trade("k", ANN, BUY, "GOLD", "1000.001")),
                new Row(QUANTITY_SCALE_EXCEEDED, trade("k", ANN, SELL, "MUCH", "0.5")),
                new Row(QUANTITY_ROUNDS_TO_ZERO, tradeFor("k", ANN, BUY, "GOLD", "0.49")),
                new Row(QUANTITY_ROUNDS_TO_ZERO, close("k", ANN, "GOLD", "0.1")),
                new Row(NOTIONAL_ROUNDS_TO_ZERO, trade("k", ANN, BUY, "DUST", "0.00000001")),
                new Row(NOTIONAL_ROUNDS_TO_ZERO, trade("k", ANN, SELL, "DUST", "499999.99999999")),
                new Row(NOTIONAL_ROUNDS_TO_ZERO, limitOrder("k", ANN, BUY, "BOOK", "0.01", "0.01")),
                new Row(NOTIONAL_TOO_LARGE, trade("k", ANN, BUY, "DEAR", "2")),
                new Row(NOTIONAL_TOO_LARGE, trade("k", ANN, SELL, "DEAR", "2")),
                new Row(ORDER_TOO_LARGE, replace("k", ANN, "open", 1, "2000000000", OrderPrices.NONE)),
                new Row(ORDER_TOO_LARGE, limitOrder("k", ANN, BUY, "BOOK", "90000000000.01", "1")),
                new Row(ORDER_TOO_LARGE, limitOrder("k", ANN, SELL, "BOOK", "1000000", "1000000")),
                new Row(SHORTING_NOT_PERMITTED, trade("k", ANN, SELL_SHORT, "GOLD", "50")),
                new Row(POSITION_IS_LONG, trade("k", BOB, SELL_SHORT, "GOLD", "50")),
                new Row(POSITION_IS_SHORT, trade("k", BOB, SELL, "DUST", "1000000")),
                new Row(POSITION_IS_SHORT, trade("k", BOB, BUY, "DUST", "1000000001")),
                new Row(INSUFFICIENT_CASH, trade("k", BOB, SELL_SHORT, "MUCH", "1")),
                new Row(INSUFFICIENT_CASH, replace("k", ANN, "open", 1, "3", OrderPrices.NONE)),
                new Row(INSUFFICIENT_CASH, limitOrder("k", ANN, BUY, "BOOK", "1", "100")),
                new Row(INSUFFICIENT_CASH, withdraw("k", ANN, "USD", "100.01")),
                new Row(INSUFFICIENT_CASH, withdraw("k", ANN, "EUR", "0.01")),
                new Row(INSUFFICIENT_CASH, gift("k", ANN, NOBODY, "USD", "100.01")),
                new Row(INSUFFICIENT_CASH, purchase("k", ANN, "USD", "100.01", "a sword")),
                new Row(INSUFFICIENT_CASH, purchase("k", ANN, "GC", "1", "a sword")),
                new Row(INSUFFICIENT_CASH, trade("k", ANN, BUY, "GOLD", "2.01")),
                new Row(INSUFFICIENT_CASH, tradeFor("k", ANN, BUY, "DUST", MOST)),
                new Row(INSUFFICIENT_CASH, reversal("deposited 101")),
                new Row(INSUFFICIENT_CASH, reversal("topped up 101")),
                new Row(INSUFFICIENT_CASH, reversal("granted 101")),
                new Row(INSUFFICIENT_CASH, reversal("sold MUCH for 101")),
                new Row(INSUFFICIENT_POSITION, reversal("bought 4 GOLD")),
                new Row(INSUFFICIENT_POSITION, limitOrder("k", ANN, SELL, "BOOK", "0.01", "100")),
                new Row(INSUFFICIENT_POSITION, trade("k", ANN, SELL, "GOLD", "3.01")),
                new Row(INSUFFICIENT_POSITION, trade("k", ANN, SELL, "GONE", "1")),
                new Row(BALANCE_TOO_LARGE, deposit("k", ANN, "ETH", "1")),
                new Row(BALANCE_TOO_LARGE, reversal("withdrew 1 ETH")),
                new Row(BALANCE_TOO_LARGE, reversal("spent 1 ETH")),
                new Row(BALANCE_TOO_LARGE, reversal("sold MUCH for 99")),
                new Row(BALANCE_TOO_LARGE, topUp("k", ANN, "ETH", "1")),
                new Row(BALANCE_TOO_LARGE, bonus("k", ANN, "ETH", "1")),
                new Row(BALANCE_TOO_LARGE, trade("k", ANN, BUY, "MUCH", "1")),
                new Row(BALANCE_TOO_LARGE, trade("k", ANN, SELL, "MUCH", "1")));
    }

    private static OrderTerms until(Instant time) {
        return new OrderTerms(
                new Symbol("BOOK"),
                BUY,
                OrderType.LIMIT,
                TimeInForce.GTD,
                time,
                Quantity.of("1"),
                null,
                OrderPrices.limit(Price.of("50")),
                false,
                SelfTrade.CANCEL_NEWEST,
                null,
                null);
    }

    private static PlaceOrder named(String symbol, String name) {
        OrderTerms terms = new OrderTerms(
                new Symbol(symbol),
                BUY,
                OrderType.LIMIT,
                TimeInForce.GTC,
                Quantity.of("0.001"),
                null,
                OrderPrices.limit(Price.of("50")),
                false,
                SelfTrade.CANCEL_NEWEST,
                new ClientOrderId(name));
        return Players.order("k", ANN, terms);
    }

    /** Ann's order that is called "taken", the one that has ended, and one of Bob's. */
    private static final Orders ORDERS = new Orders() {

        private final OrderState taken = order(OrderId.of(ANN, new ClientOrderId("taken")), ANN);
        private final OrderState ended = order(OrderId.of(Players.operation(ANN, "ended")), ANN)
                .after(new OrderEnded(
                        Players.operation(ANN, "end"),
                        ANN,
                        OrderId.of(Players.operation(ANN, "ended")),
                        new Symbol("BOOK"),
                        EndReason.CANCELLED_BY_OWNER,
                        Currencies.USD,
                        new BigDecimal("50.25"),
                        BigDecimal.TEN,
                        BigDecimal.ZERO,
                        null,
                        Players.AT));
        private final OrderState changing =
                order(OrderId.of(Players.operation(ANN, "changing")), ANN).cancelling();
        private final OrderState open = order(OrderId.of(Players.operation(ANN, "open")), ANN);
        private final OrderState anothers = order(OrderId.of(Players.operation(ANN, "another's")), BOB);

        @Override
        public @Nullable OrderState find(OrderId order) {
            return Stream.of(taken, ended, changing, open, anothers)
                    .filter(one -> one.id().equals(order))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public @Nullable Order terms(OrderId order) {
            return find(order) == null ? null : placed(order, ANN);
        }

        @Override
        public List<OrderState> open(AccountId account, @Nullable Symbol symbol) {
            return List.of();
        }
    };

    private static Order placed(OrderId id, AccountId account) {
        return new Order(
                id, account, Players.limitTerms(BUY, "BOOK", "1", "50"), BigDecimal.ONE, null, Price.of("50"), null);
    }

    private static OrderState order(OrderId id, AccountId account) {
        Order order = placed(id, account);
        return OrderState.of(new OrderPlaced(
                new OperationId(id.value()),
                account,
                order,
                Currencies.USD,
                2,
                25,
                50,
                new BigDecimal("50.25"),
                BigDecimal.TEN,
                Players.AT));
    }

    private static ReverseOperation reversal(String original) {
        return new ReverseOperation(
                Players.operation(ANN, "k"),
                ANN,
                Players.operation(ANN, original),
                new Note("by mistake"),
                null,
                Players.AT);
    }

    /** What the table takes back, by what it calls it; MUCH is sold for USD here, of which Ann has 100. */
    private static @Nullable Original original(OperationId operation) {
        OperationId reversal = Players.operation(ANN, "reversal");
        Money usd = Money.of("USD", "101");
        Money eth = Money.of("ETH", "1");
        BigDecimal any = BigDecimal.ONE;
        return Stream.of(
                        entry("another's", new Deposited(operation, NOBODY, usd, any, null, Players.AT)),
                        entry(
                                "refused",
                                new OperationRefused(
                                        operation, ANN, OperationKind.DEPOSIT, UNKNOWN_CURRENCY, "", Players.AT)),
                        entry("opened", new AccountOpened(operation, ANN, new Username("ann"), usd, Players.AT)),
                        entry(
                                "given",
                                new GiftSent(operation, ANN, NOBODY, usd, null, reversal, any, null, Players.AT)),
                        entry(
                                "noted",
                                new PartnerTradeRecorded(
                                        operation,
                                        ANN,
                                        new Symbol("GOLD"),
                                        BUY,
                                        Quantity.of("4"),
                                        Price.of("1"),
                                        Currencies.USD,
                                        Players.AT,
                                        Players.AT)),
                        entry(
                                "reversal",
                                new OperationReversed(
                                        operation,
                                        ANN,
                                        reversal,
                                        OperationKind.DEPOSIT,
                                        new Note("by mistake"),
                                        List.of(),
                                        Players.AT)),
                        entry("deposited 101", new Deposited(operation, ANN, usd, any, null, Players.AT)),
                        entry("topped up 101", new ToppedUp(operation, ANN, usd, null, any, null, Players.AT)),
                        entry("granted 101", new BonusGranted(operation, ANN, usd, null, any, null, Players.AT)),
                        entry("spent 1 ETH", new Purchased(operation, ANN, eth, null, any, null, Players.AT)),
                        entry("withdrew 1 ETH", new Withdrawn(operation, ANN, eth, any, null, Players.AT)),
                        entry("sold GONE for 101", settled(operation, "GONE", SELL, "1", "101")),
                        entry("sold MUCH for 101", settled(operation, "MUCH", SELL, "1", "101")),
                        entry("sold MUCH for 99", settled(operation, "MUCH", SELL, "1", "99")),
                        entry(
                                "spent 1 OVER",
                                new Purchased(operation, ANN, Money.of("OVER", "1"), null, any, null, Players.AT)),
                        entry("bought 4 GOLD", settled(operation, "GOLD", BUY, "4", "8")))
                .flatMap(one -> Stream.of(
                        Map.entry(one.getKey(), new Original(one.getValue(), null)),
                        Map.entry(one.getKey() + " and reversed", new Original(one.getValue(), reversal))))
                .filter(one -> Players.operation(ANN, one.getKey()).equals(operation))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Map.Entry<String, TradingEvent> entry(String name, TradingEvent event) {
        return Map.entry(name, event);
    }

    private static TradeSettled settled(
            OperationId operation, String symbol, Side side, String quantity, String notional) {
        return new TradeSettled(
                operation,
                ANN,
                new Symbol(symbol),
                symbol,
                side,
                Quantity.of(quantity),
                Price.of("1"),
                new BigDecimal(notional + ".00"),
                Currencies.USD,
                new BigDecimal("0.00"),
                side == SELL ? BigDecimal.ONE : null,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                Players.AT);
    }

    @ParameterizedTest
    @MethodSource("table")
    void theFirstReasonThatAppliesIsReported(Row row) {
        AccountId id = row.command().accountId();
        AccountState account = id.equals(ANN) ? ACCOUNT : id.equals(BOB) ? BOBS : null;

        TradingEvent event = RULES.decide(
                account,
                row.command(),
                name -> !name.folded().equals("taken"),
                TradingRefusalTest::original,
                ORDERS,
                Players.AT);

        assertThat(event).isInstanceOfSatisfying(OperationRefused.class, refused -> {
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(row.reason());
            assertThat(refused.detail()).startsWith("expected ");
            assertThat(refused.kind()).isEqualTo(row.command().kind());
        });
        assertThat(AccountState.after(account, event)).isEqualTo(account);
    }

    @Test
    void whatIsThereOfAClosedUnitCanBeSpent() {
        TradingEvent event = RULES.decide(
                ACCOUNT, purchase("k", ANN, "OVER", "1.25", "a sword"), name -> true, Originals.NONE, Players.AT);

        assertThat(event).isInstanceOfSatisfying(Purchased.class, purchased -> {
            assertThat(purchased.available()).isEqualTo("3.75");
            assertThat(purchased.reference()).hasToString("a sword");
        });
    }

    @Test
    void whatIsMissingForAReversalIsToldWithTheDecimalsOfItsUnit() {
        AccountState account = new AccountState(ANN, Map.of(new Unit("USD"), Holding.ofCash(new BigDecimal("63.4"))));

        TradingEvent event = RULES.decide(
                account, reversal("deposited 101"), name -> true, TradingRefusalTest::original, Players.AT);

        assertThat(event)
                .isInstanceOfSatisfying(
                        OperationRefused.class,
                        refused -> assertThat(refused.detail())
                                .isEqualTo("expected at least 101.00 USD available but got 63.40"));
    }

    @Test
    void aClosedUnitGetsBackWhatWasTakenByMistake() {
        TradingEvent event =
                RULES.decide(ACCOUNT, reversal("spent 1 OVER"), name -> true, TradingRefusalTest::original, Players.AT);

        assertThat(event)
                .isInstanceOfSatisfying(
                        OperationReversed.class,
                        reversed -> assertThat(reversed.compensations())
                                .singleElement()
                                .satisfies(one -> assertThat(one.balance()).isEqualTo("6.00")));
    }

    @Test
    void theTableHasEveryReasonInOrder() {
        List<TradingRefusal> reasons =
                table().stream().map(Row::reason).distinct().toList();

        assertThat(reasons).containsExactly(TradingRefusal.values());
    }
}
