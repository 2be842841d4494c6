package dev.gembourse.processor.portfolio;

import java.math.BigDecimal;

/**
 * What has become of an account's money of one currency or virtual unit, since it was opened; or what one event changes of that, for
 * books are added. At any moment cash + gross basis of what is held = deposits + realised − fees.
 *
 * @param deposits what came in less what went out, by other ways than trades
 * @param realised what closing has earned against the gross basis, before fees
 * @param realisedNet what the books of settlement say that it has earned: against a cost that has the fees in it, fees deducted
 * @param fees paid, less those that came back
 * @param wins closing trades that stand and have earned something by realisedNet; so for losses and break-evens
 */
record Book(
        BigDecimal cash,
        BigDecimal deposits,
        BigDecimal realised,
        BigDecimal realisedNet,
        BigDecimal fees,
        long wins,
        long losses,
        long breakEven) {

    private static final BigDecimal NO = BigDecimal.ZERO;

    static final Book EMPTY = new Book(NO, NO, NO, NO, NO, 0, 0, 0);

    static Book deposited(BigDecimal amount) {
        return new Book(amount, amount, NO, NO, NO, 0, 0, 0);
    }

    static Book opened(BigDecimal cash, BigDecimal fee) {
        return new Book(cash, NO, NO, NO, fee, 0, 0, 0);
    }

    /** By what is no closing trade itself. */
    static Book realised(BigDecimal cash, BigDecimal realised, BigDecimal realisedNet, BigDecimal fee) {
        return new Book(cash, NO, realised, realisedNet, fee, 0, 0, 0);
    }

    /**
     * The same with so many more closing trades of this result.
     *
     * @param trades below 0 when they were taken back
     */
    Book counting(long trades, BigDecimal result) {
        return new Book(
                cash,
                deposits,
                realised,
                realisedNet,
                fees,
                wins + (result.signum() > 0 ? trades : 0),
                losses + (result.signum() < 0 ? trades : 0),
                breakEven + (result.signum() == 0 ? trades : 0));
    }

    Book plus(Book more) {
        return new Book(
                cash.add(more.cash),
                deposits.add(more.deposits),
                realised.add(more.realised),
                realisedNet.add(more.realisedNet),
                fees.add(more.fees),
                wins + more.wins,
                losses + more.losses,
                breakEven + more.breakEven);
    }
}
