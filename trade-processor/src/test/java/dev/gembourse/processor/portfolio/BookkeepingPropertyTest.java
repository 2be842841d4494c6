package dev.gembourse.processor.portfolio;

import static dev.gembourse.processor.fixture.Players.AT;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.asset;
import static dev.gembourse.processor.fixture.Players.bonus;
import static dev.gembourse.processor.fixture.Players.close;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.gift;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.operation;
import static dev.gembourse.processor.fixture.Players.permitShorting;
import static dev.gembourse.processor.fixture.Players.purchase;
import static dev.gembourse.processor.fixture.Players.topUp;
import static dev.gembourse.processor.fixture.Players.trade;
import static dev.gembourse.processor.fixture.Players.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ReceiveGift;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.AccountRules;
import dev.gembourse.processor.account.AccountState;
import dev.gembourse.processor.account.Bucket;
import dev.gembourse.processor.account.FeeRate;
import dev.gembourse.processor.account.Holding;
import dev.gembourse.processor.account.Original;
import dev.gembourse.processor.account.Quote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of one account with two assets in two currencies, fees, gifts, wallets, short positions and anything taken back at any time, settled by
 * the rules of settlement. From any moment to any later one equity has to add up, to the last of 8 decimals, and the books have to say what
 * those of settlement say.
 */
class BookkeepingPropertyTest {

    private static final AccountId ANN = account("ann");
    private static final AccountId BOB = account("bob");
    private static final Unit USD = new Unit("USD");
    private static final Unit ETH = new Unit("ETH");
    private static final int COMMANDS = 3_000;

    private final Map<OperationId, Original> decided = new HashMap<>();
    private final List<OperationId> operations = new ArrayList<>();
    private final Map<String, BigDecimal> prices =
            new HashMap<>(Map.of("GOLD", number("10"), "BIT", number("0.00031")));
    private final Kept kept = new Kept(ANN);
    private Instant now = AT;

    /** What equity is made of at a moment. */
    private record Equity(
            BigDecimal total, BigDecimal deposits, BigDecimal realised, BigDecimal unrealised, BigDecimal fees) {}

    @ParameterizedTest
    @DisplayName("any history adds up between any two moments")
    @ValueSource(longs = {1, 20260301, 77, 4711, 31337})
    void anyHistoryAddsUp(long seed) {
        Random random = new Random(seed);
        AccountState ann = apply(null, open("open", ANN, "ann", Money.of("USD", "5000")));
        ann = apply(ann, permitShorting("permit", ANN, true));
        ann = apply(ann, deposit("eth", ANN, "ETH", "3"));
        Map<Unit, Equity> somewhen = Map.of(USD, equity(USD), ETH, equity(ETH));
        int reversed = 0;
        for (int i = 0; i < COMMANDS; i++) {
            prices.replaceAll((symbol, price) -> random.nextInt(5) > 0 ? price : moved(price, random));
            now = now.plus(Duration.ofMinutes(random.nextInt(90)));
            ann = apply(ann, command(random, "k" + i));
            reversed += decided.get(operations.getLast()).outcome() instanceof OperationReversed ? 1 : 0;
            Map<Unit, Equity> at = Map.of(USD, equity(USD), ETH, equity(ETH));
            addsUp(somewhen.get(USD), at.get(USD));
            addsUp(somewhen.get(ETH), at.get(ETH));
            agree(ann, USD, "GOLD");
            agree(ann, ETH, "BIT");
            somewhen = random.nextInt(20) == 0 ? at : somewhen;
        }

        assertThat(reversed).as("taken back").isGreaterThan(100);
        assertThat(kept.closings()).hasSizeGreaterThan(50);
        assertThat(decided.values())
                .filteredOn(one -> one.outcome() instanceof TradeSettled trade && trade.covers())
                .as("covered")
                .hasSizeGreaterThan(20);
        kept.closings().forEach(BookkeepingPropertyTest::lotsAreWhatWasClosed);
        countsAreThoseOfClosings(USD);
        countsAreThoseOfClosings(ETH);
    }

    private TradingCommand command(Random random, String key) {
        boolean usd = random.nextInt(3) > 0;
        String currency = usd ? "USD" : "ETH";
        String symbol = usd ? "GOLD" : "BIT";
        String amount = usd ? cents(random) : "0.0" + (1 + random.nextInt(99_999));
        return switch (random.nextInt(20)) {
            case 0 -> deposit(key, ANN, currency, amount);
            case 1 -> withdraw(key, ANN, currency, amount);
            case 2 -> topUp(key, ANN, currency, amount);
            case 3 -> bonus(key, ANN, "GC", "7");
            case 4 -> purchase(key, ANN, currency, amount, "a hat");
            case 5 -> gift(key, ANN, BOB, currency, amount);
            case 6 ->
                new ReceiveGift(
                        operation(ANN, key), ANN, BOB, operation(BOB, key), Money.of(currency, amount), null, AT);
            case 7, 8, 9, 10 ->
                new ReverseOperation(
                        operation(ANN, key),
                        ANN,
                        operations.get(random.nextInt(operations.size())),
                        new Note("by mistake"),
                        null,
                        AT);
            case 11, 12 -> trade(key, ANN, Side.SELL, symbol, quantity(random));
            case 13 -> close(key, ANN, symbol, random.nextBoolean() ? null : String.valueOf(1 + random.nextInt(100)));
            case 14 -> trade(key, ANN, Side.SELL_SHORT, symbol, quantity(random));
            default -> trade(key, ANN, Side.BUY, symbol, quantity(random));
        };
    }

    private AccountState apply(AccountState before, TradingCommand command) {
        AccountRules rules = new AccountRules(this::quote, new UnitBook(), new FeeRate(25));
        TradingEvent event = rules.decide(before, command, name -> true, decided::get, now);
        decided.put(command.operationId(), new Original(event, null));
        operations.add(command.operationId());
        if (event instanceof OperationReversed reversed) {
            decided.computeIfPresent(
                    reversed.original(), (id, it) -> new Original(it.outcome(), reversed.operationId()));
        }
        kept.apply(event);
        AccountState after = AccountState.after(before, event);
        assertThat(after).isNotNull();
        return after;
    }

    private Quote quote(Symbol symbol) {
        String currency = symbol.value().equals("GOLD") ? "USD" : "ETH";
        String price = prices.get(symbol.value()).toPlainString();
        return Quote.of(asset(symbol.value(), currency, price, 3, AssetStatus.ACTIVE));
    }

    private BigDecimal notional(String symbol, BigDecimal quantity) {
        return quote(new Symbol(symbol)).notional(quantity);
    }

    private Equity equity(Unit currency) {
        String symbol = currency.equals(USD) ? "GOLD" : "BIT";
        Position position = kept.find(symbol);
        Book book = kept.book(currency);
        BigDecimal value = position == null ? BigDecimal.ZERO : notional(symbol, position.quantity());
        BigDecimal basis = position == null ? BigDecimal.ZERO : position.basis();
        return new Equity(book.cash().add(value), book.deposits(), book.realised(), value.subtract(basis), book.fees());
    }

    private static void addsUp(Equity start, Equity end) {
        isMadeOfItsParts(start);
        isMadeOfItsParts(end);
        assertThat(start.total
                        .add(end.deposits.subtract(start.deposits))
                        .add(end.realised.subtract(start.realised))
                        .add(end.unrealised.subtract(start.unrealised))
                        .subtract(end.fees.subtract(start.fees)))
                .isEqualByComparingTo(end.total);
    }

    private static void isMadeOfItsParts(Equity equity) {
        assertThat(equity.deposits.add(equity.realised).add(equity.unrealised).subtract(equity.fees))
                .isEqualByComparingTo(equity.total);
    }

    private void agree(AccountState ann, Unit currency, String symbol) {
        Book book = kept.book(currency);
        assertThat(book.cash())
                .isEqualByComparingTo(ann.holding(currency)
                        .quantity()
                        .add(ann.holding(currency, Bucket.HELD).quantity()));
        Position position = kept.find(symbol);
        Holding holding = both(ann.holding(new Unit(symbol)), ann.holding(new Unit(symbol), Bucket.SHORT));
        if (position != null) {
            assertThat(position.quantity()).isEqualByComparingTo(holding.quantity());
            assertThat(position.netBasis()).isEqualByComparingTo(holding.costBasis());
            assertThat(book.realisedNet()).isEqualByComparingTo(holding.realisedPnl());
            lotsAddUp(position);
        }
        assertThat(Math.min(book.wins(), Math.min(book.losses(), book.breakEven())))
                .isNotNegative();
    }

    /** What is held of an asset and what is owed of it: one of the two is nothing but what was realised. */
    private static Holding both(Holding held, Holding owed) {
        return new Holding(
                held.quantity().add(owed.quantity()),
                held.costBasis().add(owed.costBasis()),
                held.realisedPnl().add(owed.realisedPnl()));
    }

    private static void lotsAddUp(Position position) {
        BigDecimal sum = position.lots().stream().map(Lot::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(position.quantity().abs());
        assertThat(position.lots()).allMatch(lot -> lot.quantity().signum() > 0);
        if (position.quantity().signum() == 0) {
            assertThat(position.basis()).isEqualByComparingTo("0");
        }
    }

    /** The exits of a closing's lots are, together, what the closing has brought. */
    private static void lotsAreWhatWasClosed(Closing closing) {
        BigDecimal exits = closing.lots().stream().map(ClosedLot::exitAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (closing.isTrade()) {
            BigDecimal brought = closing.realised().add(closing.basis());
            assertThat(exits).isEqualByComparingTo(brought.abs());
        }
        assertThat(closing.lots()).isNotEmpty();
    }

    private void countsAreThoseOfClosings(Unit currency) {
        List<Closing> trades = kept.closings().stream()
                .filter(closing -> closing.isTrade() && closing.currency().equals(currency))
                .toList();
        Book book = kept.book(currency);
        assertThat(book.wins())
                .isEqualTo(trades.stream()
                        .filter(one -> one.realisedNet().signum() > 0)
                        .count());
        assertThat(book.wins() + book.losses() + book.breakEven()).isEqualTo(trades.size());
    }

    private static BigDecimal moved(BigDecimal price, Random random) {
        BigDecimal by = BigDecimal.valueOf(80 + random.nextInt(41), 2);
        BigDecimal moved = price.multiply(by).setScale(6, RoundingMode.HALF_EVEN);
        return moved.compareTo(number("0.00005")) < 0 || moved.compareTo(number("500")) > 0 ? price : moved;
    }

    private static String cents(Random random) {
        return BigDecimal.valueOf(1 + random.nextInt(100_000), 2).toPlainString();
    }

    private static String quantity(Random random) {
        return BigDecimal.valueOf(1 + random.nextInt(60_000), 3).toPlainString();
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
