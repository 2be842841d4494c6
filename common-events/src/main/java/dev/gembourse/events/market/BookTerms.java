package dev.gembourse.events.market;

/**
 * How an asset is traded that has an order book.
 *
 * @param makerBasisPoints what an order that was waiting pays when it is filled: hundredths of a percent of the notional, 0 to 10,000
 * @param takerBasisPoints what an order pays that has just come
 * @param limited whether the house has a limited volume, that buys lower and sales raise; otherwise it offers what ticks do
 */
public record BookTerms(int makerBasisPoints, int takerBasisPoints, boolean limited) {

    private static final int ALL = 10_000;

    public BookTerms {
        require("makerBasisPoints", makerBasisPoints);
        require("takerBasisPoints", takerBasisPoints);
    }

    private static void require(String what, int basisPoints) {
        if (basisPoints < 0 || basisPoints > ALL) {
            throw new IllegalArgumentException("expected " + what + " from 0 to " + ALL + " but got " + basisPoints);
        }
    }
}
