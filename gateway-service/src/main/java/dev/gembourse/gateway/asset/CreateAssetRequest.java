package dev.gembourse.gateway.asset;

import dev.gembourse.events.market.MarketCommand.CreateAsset;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.gateway.edge.DisplayName;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.unit.Units;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new asset.
 *
 * @param scale how many decimals a quantity of it may have, 0 to 8; 8 if it is not said
 * @param book how its order book works; without one it is traded with the house
 * @param available how much the house offers at first, where it has a limited volume
 */
record CreateAssetRequest(
        Symbol symbol,
        DisplayName name,
        Unit currency,
        Price price,
        @Nullable Integer scale,
        @Nullable BookRequest book,
        @Nullable BigDecimal available) {

    private static final int FINEST = 8;

    CreateAsset command(OperationId operation, Units units, Instant now) {
        units.require(currency, "/currency", ProblemCode.UNKNOWN_CURRENCY);
        int decimals = scale == null ? FINEST : scale;
        if (decimals < 0 || decimals > FINEST) {
            throw ProblemException.badMember(
                    "/scale", "expected a number from 0 to " + FINEST + " but got " + decimals);
        }
        boolean limited = book != null && Boolean.TRUE.equals(book.limited());
        if (limited != (available != null)) {
            throw ProblemException.badMember(
                    "/available", "expected how much the house offers with a limited volume, and only with that");
        }
        if (available != null && available.signum() < 0) {
            throw ProblemException.badMember("/available", "expected at least 0");
        }
        return new CreateAsset(
                operation,
                symbol,
                name.value(),
                currency,
                price,
                decimals,
                null,
                book == null ? null : book.terms(),
                available,
                now);
    }
}
