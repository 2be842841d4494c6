package dev.gembourse.gateway.order;

import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.value.Price;
import dev.gembourse.gateway.problem.Complaint;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the prices and quantities of orders, and says which one is wrong. */
final class RequestedPrices {

    private RequestedPrices() {}

    /** @throws ProblemException ORDER_INVALID when one of them is none, or they do not fit together */
    static OrderPrices of(
            @Nullable BigDecimal limit,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            @Nullable BigDecimal stop,
            @Nullable BigDecimal trailAmount,
            @Nullable BigDecimal trailPercent) {
        Price limitPrice = read("/limitPrice", limit, Price::new);
        Price lowerPrice = read("/lowerPrice", lower, Price::new);
        Price upperPrice = read("/upperPrice", upper, Price::new);
        Price stopPrice = read("/stopPrice", stop, Price::new);
        Price trail = read("/trailAmount", trailAmount, Price::new);
        Integer basisPoints = read("/trailPercent", trailPercent, RequestedPrices::basisPoints);
        try {
            return new OrderPrices(limitPrice, lowerPrice, upperPrice, stopPrice, trail, basisPoints);
        } catch (IllegalArgumentException e) {
            throw invalid("", String.valueOf(e.getMessage()));
        }
    }

    static Price price(String pointer, BigDecimal value) {
        try {
            return new Price(value);
        } catch (IllegalArgumentException e) {
            throw invalid(pointer, String.valueOf(e.getMessage()));
        }
    }

    static <T> @Nullable T read(String pointer, @Nullable BigDecimal value, Function<BigDecimal, T> constructor) {
        try {
            return value == null ? null : constructor.apply(value);
        } catch (IllegalArgumentException e) {
            throw invalid(pointer, String.valueOf(e.getMessage()));
        }
    }

    private static Integer basisPoints(BigDecimal percent) {
        try {
            return percent.movePointRight(2).intValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("expected 0.01 to 50 with at most two decimals but got " + percent, e);
        }
    }

    static ProblemException invalid(String pointer, String why) {
        return ProblemException.of(ProblemCode.ORDER_INVALID, List.of(Complaint.aboutMember(pointer, why)));
    }
}
