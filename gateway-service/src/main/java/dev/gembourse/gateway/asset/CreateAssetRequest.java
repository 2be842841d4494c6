package dev.gembourse.gateway.asset;

import dev.gembourse.events.market.MarketCommand.CreateAsset;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.gateway.problem.Complaint;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new asset.
 *
 * @param scale how many decimals a quantity of it may have, 0 to 8; 8 if it is not said
 */
record CreateAssetRequest(
        Symbol symbol,
        AssetName name,
        Unit currency,
        Price price,
        @Nullable Integer scale) {

    private static final int FINEST = 8;

    CreateAsset command(OperationId operation, Instant now) {
        if (Currencies.scale(currency).isEmpty()) {
            throw ProblemException.of(
                    ProblemCode.UNKNOWN_CURRENCY,
                    List.of(Complaint.aboutMember(
                            "/currency",
                            "expected one of "
                                    + Currencies.all().stream().sorted().toList() + " but got " + currency)));
        }
        int decimals = scale == null ? FINEST : scale;
        if (decimals < 0 || decimals > FINEST) {
            throw ProblemException.badMember(
                    "/scale", "expected a number from 0 to " + FINEST + " but got " + decimals);
        }
        return new CreateAsset(operation, symbol, name.value(), currency, price, decimals, now);
    }
}
