package dev.gembourse.gateway.asset;

import dev.gembourse.events.market.BookTerms;
import dev.gembourse.gateway.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an order book.
 *
 * @param makerBasisPoints the fee of an order that was waiting, in hundredths of a percent, 0 to 10,000; 0 if it is not said
 * @param takerBasisPoints the fee of an order that has just come; 0 if it is not said
 * @param bandBasisPoints how far the price may move by one order or tick before trading halts, 1 to 10,000; any distance if it is not said
 * @param limited whether the house has a limited volume, which buys lower and sales raise; not if it is not said
 */
record BookRequest(
        @Nullable Integer makerBasisPoints,
        @Nullable Integer takerBasisPoints,
        @Nullable Integer bandBasisPoints,
        @Nullable Boolean limited) {

    BookTerms terms() {
        try {
            return new BookTerms(
                    zeroIfNull(makerBasisPoints),
                    zeroIfNull(takerBasisPoints),
                    bandBasisPoints,
                    Boolean.TRUE.equals(limited));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badMember("/book", String.valueOf(e.getMessage()));
        }
    }

    private static int zeroIfNull(@Nullable Integer basisPoints) {
        return basisPoints == null ? 0 : basisPoints;
    }
}
