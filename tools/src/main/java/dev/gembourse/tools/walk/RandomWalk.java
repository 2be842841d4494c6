package dev.gembourse.tools.walk;

import dev.gembourse.events.value.Price;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Prices that go up and down at random, all of them from the seed. What the asset is worth is multiplied by a random factor in
 * every step; somebody then buys or sells at half a spread more or less. Not thread-safe.
 */
public final class RandomWalk {

    /** How far from its start the worth may go: this many times as much, or as little. */
    private static final BigDecimal FARTHEST = BigDecimal.valueOf(1_000);

    /**
     * How an asset's price moves.
     *
     * @param volatility the standard deviation of the logarithm of a step, 0 to 0.2; 0.01 is about one percent
     * @param spread between what is paid and what is got, as a part of the worth, 0 to 0.2
     * @param decimals of its prices, 0 to 8
     */
    public record Style(double volatility, double spread, int decimals) {

        static final double MOST = 0.2;

        public Style {
            if (!(volatility >= 0 && volatility <= MOST) || !(spread >= 0 && spread <= MOST)) {
                throw new IllegalArgumentException("expected volatility and spread from 0 to " + MOST + " but got "
                        + volatility + " and " + spread);
            }
            if (decimals < 0 || decimals > 8) {
                throw new IllegalArgumentException("expected 0 to 8 decimals but got " + decimals);
            }
        }
    }

    private final Style style;
    private final RandomGenerator random;
    private final BigDecimal lowest;
    private final BigDecimal highest;
    private final BigDecimal least;
    private BigDecimal worth;

    public RandomWalk(Price start, Style style, long seed) {
        this.style = style;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.worth = start.value();
        this.lowest = worth.divide(FARTHEST, MathContext.DECIMAL64);
        this.highest = worth.multiply(FARTHEST);
        this.least = BigDecimal.ONE.movePointLeft(style.decimals());
    }

    /** The next price: always at least the smallest that has so many decimals. */
    public Price next() {
        double step = style.volatility() * (random.nextGaussian() - style.volatility() / 2);
        worth = worth.multiply(BigDecimal.valueOf(StrictMath.exp(step)), MathContext.DECIMAL64)
                .max(lowest)
                .min(highest);
        double side = (random.nextBoolean() ? 1 : -1) * style.spread() / 2;
        BigDecimal price = worth.multiply(BigDecimal.valueOf(1 + side));
        return new Price(
                price.setScale(style.decimals(), RoundingMode.HALF_EVEN).max(least));
    }
}
