package dev.gembourse.processor.portfolio;

import dev.gembourse.events.value.OperationId;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What is still held of one buy, or still owed of one short sale.
 *
 * @param seq the trade's place in the journal of its partition; lots are closed in this order
 * @param price what one has cost, or has brought
 * @param quantity above 0, also of a short
 * @param amount what the quantity has cost, or has brought, without the fee
 * @param fee the quantity's part of the trade's fee
 */
record Lot(
        long seq,
        OperationId trade,
        Instant openedAt,
        BigDecimal price,
        BigDecimal quantity,
        BigDecimal amount,
        BigDecimal fee) {

    /** Of all of it or less. */
    Lot part(BigDecimal wanted) {
        return new Lot(
                seq,
                trade,
                openedAt,
                price,
                wanted,
                Parts.of(amount, wanted, quantity),
                Parts.of(fee, wanted, quantity));
    }

    /** What is left without a part of it; its quantity may be 0. */
    Lot without(Lot part) {
        return new Lot(
                seq,
                trade,
                openedAt,
                price,
                quantity.subtract(part.quantity),
                amount.subtract(part.amount),
                fee.subtract(part.fee));
    }

    /** Both as one that is as old as this. */
    Lot with(Lot other) {
        BigDecimal sum = quantity.add(other.quantity);
        BigDecimal both = amount.add(other.amount);
        boolean samePrice = price.compareTo(other.price) == 0;
        return new Lot(seq, trade, openedAt, samePrice ? price : Parts.price(both, sum), sum, both, fee.add(other.fee));
    }
}
