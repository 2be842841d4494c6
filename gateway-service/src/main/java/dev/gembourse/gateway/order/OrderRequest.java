package dev.gembourse.gateway.order;

import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.OrderType;
import dev.gembourse.events.order.SelfTrade;
import dev.gembourse.events.order.TimeInForce;
import dev.gembourse.events.value.ClientOrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.gateway.problem.Complaint;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an order. Exactly one of quantity and notional is given, and the prices that its type needs.
 *
 * @param timeInForce GTC if it is not said, or IOC for a MARKET order
 * @param quantity how much of the asset
 * @param notional how much of the asset's currency
 * @param limitPrice of a LIMIT order
 * @param lowerPrice of a BAND order
 * @param upperPrice of a BAND order
 * @param postOnly whether it is rejected if it would be filled at once; not if it is not said
 * @param selfTrade CANCEL_NEWEST if it is not said
 * @param clientOrderId what its owner calls it, unique in the account for ever
 */
record OrderRequest(
        Symbol symbol,
        Side side,
        OrderType type,
        @Nullable TimeInForce timeInForce,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal notional,
        @Nullable BigDecimal limitPrice,
        @Nullable BigDecimal lowerPrice,
        @Nullable BigDecimal upperPrice,
        @Nullable Boolean postOnly,
        @Nullable SelfTrade selfTrade,
        @Nullable ClientOrderId clientOrderId) {

    /** @throws ProblemException ORDER_INVALID when they do not fit together */
    OrderTerms terms() {
        Quantity much = read("/quantity", quantity, Quantity::new);
        Price limit = read("/limitPrice", limitPrice, Price::new);
        Price lower = read("/lowerPrice", lowerPrice, Price::new);
        Price upper = read("/upperPrice", upperPrice, Price::new);
        try {
            return new OrderTerms(
                    symbol,
                    side,
                    type,
                    Objects.requireNonNullElse(
                            timeInForce, type == OrderType.MARKET ? TimeInForce.IOC : TimeInForce.GTC),
                    much,
                    notional,
                    limit,
                    lower,
                    upper,
                    Boolean.TRUE.equals(postOnly),
                    Objects.requireNonNullElse(selfTrade, SelfTrade.CANCEL_NEWEST),
                    clientOrderId);
        } catch (IllegalArgumentException e) {
            throw invalid("", e);
        }
    }

    private static <T> @Nullable T read(
            String pointer, @Nullable BigDecimal value, Function<BigDecimal, T> constructor) {
        try {
            return value == null ? null : constructor.apply(value);
        } catch (IllegalArgumentException e) {
            throw invalid(pointer, e);
        }
    }

    private static ProblemException invalid(String pointer, IllegalArgumentException why) {
        return ProblemException.of(
                ProblemCode.ORDER_INVALID, List.of(Complaint.aboutMember(pointer, String.valueOf(why.getMessage()))));
    }
}
