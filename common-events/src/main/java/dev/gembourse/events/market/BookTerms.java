package dev.gembourse.events.market;

import org.jspecify.annotations.Nullable;

/**
 * How an asset is traded that has an order book.
 *
 * @param makerBasisPoints what an order that was waiting pays when it is filled: hundredths of a percent of the notional, 0 to 10,000
 * @param takerBasisPoints what an order pays that has just come
 * @param bandBasisPoints how far from the last price something may be filled by one command, in hundredths of a percent, 1 to 10,000; beyond,
 *     trading halts. Null for any distance
 * @param limited whether the house has a limited volume, that buys lower and sales raise; otherwise it offers what ticks do
 */
public record BookTerms(
        int makerBasisPoints,
        int takerBasisPoints,
        @Nullable Integer bandBasisPoints,
        boolean limited) {

    private static final int ALL = 10_000;

    public BookTerms {
        require("makerBasisPoints", makerBasisPoints);
        require("takerBasisPoints", takerBasisPoints);
        if (bandBasisPoints != null && (bandBasisPoints < 1 || bandBasisPoints > ALL)) {
            throw new IllegalArgumentException(
                    "expected bandBasisPoints from 1 to " + ALL + " but got " + bandBasisPoints);
        }
    }

    /** Terms without a circuit breaker. */
    public BookTerms(int makerBasisPoints, int takerBasisPoints, boolean limited) {
        this(makerBasisPoints, takerBasisPoints, null, limited);
    }

    private static void require(String what, int basisPoints) {
        if (basisPoints < 0 || basisPoints > ALL) {
            throw new IllegalArgumentException("expected " + what + " from 0 to " + ALL + " but got " + basisPoints);
        }
    }
}
