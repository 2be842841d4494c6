package dev.gembourse.events.order;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How far beyond a price an order is filled that names no limit: 10 %, so that it does not walk through an empty book. */
public final class Protection {

    private static final BigDecimal SHARE = new BigDecimal("0.1");
    private static final BigDecimal SMALLEST = new BigDecimal("0.00000001");

    private Protection() {}

    /** The worst price of such an order, with at most eight decimals. */
    public static Price worst(Side side, BigDecimal price) {
        BigDecimal factor = side == Side.BUY ? BigDecimal.ONE.add(SHARE) : BigDecimal.ONE.subtract(SHARE);
        return new Price(price.multiply(factor).setScale(8, RoundingMode.DOWN).max(SMALLEST));
    }
}
