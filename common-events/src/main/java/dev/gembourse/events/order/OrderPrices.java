package dev.gembourse.events.order;

import dev.gembourse.events.value.Price;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The prices that an order names: which of them must be there, and which must not, its type says.
 *
 * @param limitPrice the worst price; of LIMIT, STOP_LIMIT and OCO orders
 * @param lowerPrice the lowest price; of BAND orders
 * @param upperPrice the highest price, at least the lowest; of BAND orders
 * @param stopPrice the last price that triggers it: at or above it to buy, at or below it to sell; of STOP, STOP_LIMIT and OCO orders
 * @param trailAmount how far the stop follows behind the best price since it came; of TRAILING_STOP orders, either this
 * @param trailBasisPoints or that in hundredths of a percent of the best price, 1 to 5,000
 */
public record OrderPrices(
        @Nullable Price limitPrice,
        @Nullable Price lowerPrice,
        @Nullable Price upperPrice,
        @Nullable Price stopPrice,
        @Nullable Price trailAmount,
        @Nullable Integer trailBasisPoints) {

    public static final int MOST_TRAIL = 5_000;

    /** Of an order that takes what there is. */
    public static final OrderPrices NONE = new OrderPrices(null, null, null, null, null, null);

    public OrderPrices {
        if (lowerPrice != null && upperPrice != null && lowerPrice.value().compareTo(upperPrice.value()) > 0) {
            throw new IllegalArgumentException("expected lowerPrice to be at most upperPrice");
        }
        if (trailBasisPoints != null && (trailBasisPoints < 1 || trailBasisPoints > MOST_TRAIL)) {
            throw new IllegalArgumentException("expected a trail of 0.01 to 50 percent");
        }
    }

    public static OrderPrices limit(Price limit) {
        return new OrderPrices(limit, null, null, null, null, null);
    }

    public static OrderPrices band(Price lower, Price upper) {
        return new OrderPrices(null, lower, upper, null, null, null);
    }

    public static OrderPrices stop(Price stop) {
        return new OrderPrices(null, null, null, stop, null, null);
    }

    /** Of a STOP_LIMIT or an OCO order. */
    public static OrderPrices stopAndLimit(Price stop, Price limit) {
        return new OrderPrices(limit, null, null, stop, null, null);
    }

    public static OrderPrices trail(Price amount) {
        return new OrderPrices(null, null, null, null, amount, null);
    }

    public static OrderPrices trail(int basisPoints) {
        return new OrderPrices(null, null, null, null, null, basisPoints);
    }

    /** These, but what the other ones name is theirs. A trail takes the place of the other kind of trail. */
    public OrderPrices with(OrderPrices other) {
        boolean trails = other.trailAmount != null || other.trailBasisPoints != null;
        return new OrderPrices(
                or(other.limitPrice, limitPrice),
                or(other.lowerPrice, lowerPrice),
                or(other.upperPrice, upperPrice),
                or(other.stopPrice, stopPrice),
                trails ? other.trailAmount : trailAmount,
                trails ? other.trailBasisPoints : trailBasisPoints);
    }

    private static @Nullable Price or(@Nullable Price one, @Nullable Price other) {
        return one != null ? one : other;
    }

    /** @throws IllegalArgumentException when one is missing that the type needs, or there that it has not */
    void requireThoseOf(OrderType type) {
        require(type, type.hasLimit(), "limitPrice", limitPrice);
        require(type, type == OrderType.BAND, "lowerPrice", lowerPrice);
        require(type, type == OrderType.BAND, "upperPrice", upperPrice);
        require(type, type.hasStop(), "stopPrice", stopPrice);
        boolean trails = type == OrderType.TRAILING_STOP;
        if (trails && (trailAmount == null) == (trailBasisPoints == null)) {
            throw new IllegalArgumentException(
                    "expected exactly one of trailAmount and trailPercent with a " + type + " order");
        }
        require(type, trails && trailAmount != null, "trailAmount", trailAmount);
        require(type, trails && trailBasisPoints != null, "trailPercent", trailBasisPoints);
    }

    private static void require(OrderType type, boolean needed, String name, @Nullable Object value) {
        if (needed != (value != null)) {
            throw new IllegalArgumentException(
                    "expected %s%s with a %s order".formatted(needed ? "" : "no ", name, type));
        }
    }

    @Override
    public String toString() {
        BiFunction<String, @Nullable Object, String> said =
                (name, value) -> value == null ? "" : " " + name + " " + value;
        return (said.apply("limit", limitPrice)
                        + said.apply("from", lowerPrice)
                        + said.apply("to", upperPrice)
                        + said.apply("stop", stopPrice)
                        + said.apply("trail", trailAmount)
                        + said.apply("trail", trailBasisPoints == null ? null : trailBasisPoints + " bp"))
                .trim();
    }
}
