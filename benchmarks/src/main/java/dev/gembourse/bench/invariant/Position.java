package dev.gembourse.bench.invariant;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a plain model account has of a unit. For assets with cost and profit, for cash with zeros. Mutable. */
final class Position {

    BigDecimal quantity = BigDecimal.ZERO;
    BigDecimal cost = BigDecimal.ZERO;
    BigDecimal profit = BigDecimal.ZERO;

    Position copy() {
        Position copy = new Position();
        copy.quantity = quantity;
        copy.cost = cost;
        copy.profit = profit;
        return copy;
    }

    void buy(BigDecimal bought, BigDecimal paid) {
        quantity = quantity.add(bought);
        cost = cost.add(paid);
    }

    /** Sells a part, and returns the profit: what was received minus the cost of the part sold. */
    BigDecimal sell(BigDecimal sold, BigDecimal received) {
        BigDecimal itsCost =
                sold.compareTo(quantity) == 0 ? cost : cost.multiply(sold).divide(quantity, 8, RoundingMode.HALF_EVEN);
        BigDecimal gained = received.subtract(itsCost);
        quantity = quantity.subtract(sold);
        cost = cost.subtract(itsCost);
        profit = profit.add(gained);
        return gained;
    }

    void correct(BigDecimal itsCost, BigDecimal itsProfit) {
        cost = cost.add(itsCost);
        profit = profit.add(itsProfit);
    }

    BigDecimal averageCost() {
        return quantity.signum() == 0 ? BigDecimal.ZERO : cost.divide(quantity, 8, RoundingMode.HALF_EVEN);
    }

    boolean isAt(BigDecimal itsQuantity, BigDecimal itsCost, BigDecimal itsProfit) {
        return quantity.compareTo(itsQuantity) == 0 && cost.compareTo(itsCost) == 0 && profit.compareTo(itsProfit) == 0;
    }

    @Override
    public String toString() {
        return "%s (cost %s, profit %s)".formatted(quantity, cost, profit);
    }
}
