package dev.gembourse.events.market;

import dev.gembourse.events.order.Order;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Uuids;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request about one asset or unit, or news of a price, on {@code market.commands.v1}, keyed by its symbol or code. One partition decides about
 * everything of that name, so that no asset and unit can ever share one.
 */
public sealed interface MarketCommand {

    /** Which operation this asks for; the same id with the same {@link #content()} is the same request. */
    OperationId operationId();

    /** The asset's symbol, or the unit's code. */
    Symbol symbol();

    /** When the request was accepted (the sender's clock; informative only). */
    Instant submittedAt();

    MarketOperationKind kind();

    /** What is asked for, without when and how: two requests with equal content are retries of each other. */
    String content();

    /** A request about an asset. */
    sealed interface AssetCommand extends MarketCommand {}

    /**
     * What settlement asks of an order book. It is believed: what an order can cost is held for it. So only settlement may send it, and
     * whoever takes commands from outside refuses it.
     */
    sealed interface BookCommand extends MarketCommand {}

    /** A request about a unit. */
    sealed interface UnitCommand extends MarketCommand {}

    /**
     * Brings a new asset to the market.
     *
     * @param scale the number of decimals a quantity may have, 0 to 8
     * @param maxPriceAgeSeconds how old its price may be when somebody trades at it; null where any age will do
     * @param book how its order book works; null for an asset that is traded with the house
     * @param available how much the house offers at first, where it has a limited volume; null where it has not
     */
    record CreateAsset(
            OperationId operationId,
            Symbol symbol,
            String name,
            Unit currency,
            Price price,
            int scale,
            @Nullable Integer maxPriceAgeSeconds,
            @Nullable BookTerms book,
            @Nullable BigDecimal available,
            Instant submittedAt)
            implements AssetCommand {
        public CreateAsset {
            if ((available != null) != (book != null && book.limited())) {
                throw new IllegalArgumentException("expected available with a limited volume, and only with that");
            }
            if (available != null) {
                available = Asset.requireAvailable(available);
            }
            Asset.requireName(name);
            Asset.requireScale(scale);
            if (maxPriceAgeSeconds != null) {
                Asset.requireMaxPriceAge(maxPriceAgeSeconds);
            }
        }

        /** An asset whose price has no limit of age. */
        public CreateAsset(
                OperationId operationId,
                Symbol symbol,
                String name,
                Unit currency,
                Price price,
                int scale,
                Instant submittedAt) {
            this(operationId, symbol, name, currency, price, scale, null, submittedAt);
        }

        /** An asset that is traded with the house. */
        public CreateAsset(
                OperationId operationId,
                Symbol symbol,
                String name,
                Unit currency,
                Price price,
                int scale,
                @Nullable Integer maxPriceAgeSeconds,
                Instant submittedAt) {
            this(operationId, symbol, name, currency, price, scale, maxPriceAgeSeconds, null, null, submittedAt);
        }

        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.CREATE_ASSET;
        }

        @Override
        public String content() {
            return "create " + symbol + " " + currency + " " + price + " " + scale + " " + name
                    + (maxPriceAgeSeconds == null ? "" : " age " + maxPriceAgeSeconds)
                    + (book == null ? "" : " " + book)
                    + (available == null ? "" : " " + available.toPlainString());
        }
    }

    /**
     * Changes what is given.
     *
     * @param status ACTIVE or HALTED
     * @param maxPriceAgeSeconds 0 takes the limit away
     */
    record ChangeAsset(
            OperationId operationId,
            Symbol symbol,
            @Nullable String name,
            @Nullable Price price,
            @Nullable AssetStatus status,
            @Nullable Integer maxPriceAgeSeconds,
            Instant submittedAt)
            implements AssetCommand {
        public ChangeAsset {
            if (name == null && price == null && status == null && maxPriceAgeSeconds == null) {
                throw new IllegalArgumentException(
                        "expected at least one of name, price, status and maxPriceAgeSeconds");
            }
            if (maxPriceAgeSeconds != null && maxPriceAgeSeconds != 0) {
                Asset.requireMaxPriceAge(maxPriceAgeSeconds);
            }
            if (name != null) {
                Asset.requireName(name);
            }
            if (status == AssetStatus.RETIRING || status == AssetStatus.RETIRED) {
                throw new IllegalArgumentException("expected status to be ACTIVE or HALTED; DELETE retires an asset");
            }
        }

        /** A change of what every asset has. */
        public ChangeAsset(
                OperationId operationId,
                Symbol symbol,
                @Nullable String name,
                @Nullable Price price,
                @Nullable AssetStatus status,
                Instant submittedAt) {
            this(operationId, symbol, name, price, status, null, submittedAt);
        }

        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.CHANGE_ASSET;
        }

        @Override
        public String content() {
            return "change " + symbol + " " + price + " " + status + (name == null ? "" : " name " + name)
                    + (maxPriceAgeSeconds == null ? "" : " age " + maxPriceAgeSeconds);
        }
    }

    /** Takes an asset off the market: buys end at once, and it is retired if nobody holds it. */
    record RetireAsset(OperationId operationId, Symbol symbol, Instant submittedAt) implements AssetCommand {
        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.RETIRE_ASSET;
        }

        @Override
        public String content() {
            return "retire " + symbol;
        }
    }

    /**
     * Tells the price that an asset has, or had, somewhere. The same tick of the same source is one operation, whoever tells it
     * and how often: see {@link #idOf}.
     *
     * @param sequence the source's number of the tick, which never decreases; null when the source tells them apart by their times
     * @param available how much of the asset is offered at that price, at least 0; null when the source does not say
     * @param time when that was the price, by the source's clock, in whole microseconds
     */
    record PriceTick(
            OperationId operationId,
            Symbol symbol,
            TickSource source,
            @Nullable Long sequence,
            Price price,
            @Nullable BigDecimal available,
            Instant time,
            Instant submittedAt)
            implements AssetCommand {

        public PriceTick {
            if (available != null) {
                available = Asset.requireAvailable(available);
            }
            time = time.truncatedTo(ChronoUnit.MICROS);
            if (!operationId.equals(idOf(symbol, source, sequence, time))) {
                throw new IllegalArgumentException("expected the operation id that follows from symbol, source and "
                        + (sequence == null ? "time" : "sequence"));
            }
        }

        /** A tick with the id that it must have. */
        public static PriceTick of(
                Symbol symbol,
                TickSource source,
                @Nullable Long sequence,
                Price price,
                @Nullable BigDecimal available,
                Instant time,
                Instant submittedAt) {
            Instant exact = time.truncatedTo(ChronoUnit.MICROS);
            return new PriceTick(
                    idOf(symbol, source, sequence, exact),
                    symbol,
                    source,
                    sequence,
                    price,
                    available,
                    exact,
                    submittedAt);
        }

        private static OperationId idOf(Symbol symbol, TickSource source, @Nullable Long sequence, Instant time) {
            return OperationId.of("tick:" + symbol + ":" + source, sequence == null ? time.toString() : "#" + sequence);
        }

        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.PRICE_TICK;
        }

        @Override
        public String content() {
            return "tick " + symbol + " " + price + " " + (available == null ? "" : available.toPlainString()) + " "
                    + time;
        }
    }

    /**
     * Adds candles that were made elsewhere, all of them or none. They change no price.
     *
     * @param candles 1 to 10,000, each at a start of its own that fits the interval, the oldest first
     */
    record ImportCandles(
            OperationId operationId, Symbol symbol, CandleInterval interval, List<Candle> candles, Instant submittedAt)
            implements AssetCommand {

        public static final int MOST = 10_000;

        public ImportCandles {
            candles = List.copyOf(candles);
            if (candles.isEmpty() || candles.size() > MOST) {
                throw new IllegalArgumentException("expected 1 to " + MOST + " candles but got " + candles.size());
            }
            for (int i = 0; i < candles.size(); i++) {
                Instant start = candles.get(i).start();
                if (!interval.startOf(start).equals(start)) {
                    throw new IllegalArgumentException(
                            "expected candles of " + interval + " to start at multiples of it but got " + start);
                }
                if (i > 0 && !candles.get(i - 1).start().isBefore(start)) {
                    throw new IllegalArgumentException("expected each candle to start after the one before but got "
                            + start + " after " + candles.get(i - 1).start());
                }
            }
        }

        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.IMPORT_CANDLES;
        }

        @Override
        public String content() {
            return "candles " + symbol + " " + interval + " " + Uuids.nameBased(candles.toString());
        }
    }

    /** Makes a new unit known, in which accounts can hold money or points from then on. */
    record DefineUnit(OperationId operationId, UnitDefinition definition, Instant submittedAt) implements UnitCommand {
        @Override
        public Symbol symbol() {
            return new Symbol(definition.unit().code());
        }

        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.DEFINE_UNIT;
        }

        @Override
        public String content() {
            return "define " + definition.unit() + " " + definition.kind() + " " + definition.scale() + " "
                    + definition.status() + " " + definition.name();
        }
    }

    /** Changes what is given of a unit. */
    record ChangeUnit(
            OperationId operationId,
            Unit unit,
            @Nullable String name,
            @Nullable UnitStatus status,
            Instant submittedAt) implements UnitCommand {
        public ChangeUnit {
            if (name == null && status == null) {
                throw new IllegalArgumentException("expected at least one of name and status");
            }
            if (name != null) {
                Asset.requireName(name);
            }
        }

        @Override
        public Symbol symbol() {
            return new Symbol(unit.code());
        }

        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.CHANGE_UNIT;
        }

        @Override
        public String content() {
            return "change unit " + unit + " " + status + (name == null ? "" : " name " + name);
        }
    }

    /** Puts an order into the book of its asset. */
    record EnterOrder(OperationId operationId, Order entering, Instant submittedAt) implements BookCommand {

        /** The operation that enters an order: always the same one for the same order. */
        public static OperationId operationOf(OrderId order) {
            return OperationId.of("book:" + order, "enter");
        }

        @Override
        public Symbol symbol() {
            return entering.terms().symbol();
        }

        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.ENTER_ORDER;
        }

        @Override
        public String content() {
            return "enter " + entering.id() + " of " + entering.account();
        }
    }

    /**
     * Replaces an order in the book, if it is still there.
     *
     * @param wish the account's operation
     * @param amended the order as it is to be
     * @param quantityBefore what it was for
     * @param extra what is held for it beside what was held for it as it was
     */
    record AmendOrder(
            OperationId operationId,
            OperationId wish,
            Order amended,
            BigDecimal quantityBefore,
            BigDecimal extra,
            Instant submittedAt)
            implements BookCommand {

        /** The operation that replaces an order in its book: always the same one for the same wish. */
        public static OperationId operationOf(OrderId order, OperationId wish) {
            return OperationId.of("book:" + order, wish.toString());
        }

        @Override
        public Symbol symbol() {
            return amended.terms().symbol();
        }

        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.AMEND_ORDER;
        }

        @Override
        public String content() {
            return "amend " + amended.id() + " of " + amended.account() + " for " + wish;
        }
    }

    /**
     * Tells a book how late it is: what has expired until then ends. Books have no clocks, so that the same commands always give the same.
     *
     * @param time in whole milliseconds
     */
    record PassTime(OperationId operationId, Symbol symbol, Instant time, Instant submittedAt) implements BookCommand {

        public PassTime {
            time = time.truncatedTo(ChronoUnit.MILLIS);
            if (!operationId.equals(idOf(symbol, time))) {
                throw new IllegalArgumentException("expected the operation id that follows from symbol and time");
            }
        }

        /** A command with the id that it must have: the same time is told once, however many say so. */
        public static PassTime of(Symbol symbol, Instant time, Instant submittedAt) {
            Instant exact = time.truncatedTo(ChronoUnit.MILLIS);
            return new PassTime(idOf(symbol, exact), symbol, exact, submittedAt);
        }

        private static OperationId idOf(Symbol symbol, Instant time) {
            return OperationId.of("time:" + symbol, time.toString());
        }

        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.PASS_TIME;
        }

        @Override
        public String content() {
            return "time " + symbol + " " + time;
        }
    }

    /** Takes an order out of the book, if it is there. */
    record WithdrawOrder(OperationId operationId, Symbol symbol, OrderId order, AccountId account, Instant submittedAt)
            implements BookCommand {

        /** The operation that takes an order out of its book: always the same one for the same cancellation. */
        public static OperationId operationOf(OrderId order, OperationId cancellation) {
            return OperationId.of("book:" + order, cancellation.toString());
        }

        @Override
        public MarketOperationKind kind() {
            return MarketOperationKind.WITHDRAW_ORDER;
        }

        @Override
        public String content() {
            return "withdraw " + order + " of " + account;
        }
    }
}
