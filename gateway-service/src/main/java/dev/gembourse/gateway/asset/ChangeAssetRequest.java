package dev.gembourse.gateway.asset;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.MarketCommand.ChangeAsset;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.gateway.edge.DisplayName;
import dev.gembourse.gateway.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for changes of an asset; what is not given stays.
 *
 * @param status ACTIVE or HALTED
 */
record ChangeAssetRequest(
        @Nullable DisplayName name,
        @Nullable Price price,
        @Nullable AssetStatus status) {

    ChangeAsset command(OperationId operation, Symbol symbol, Instant now) {
        if (name == null && price == null && status == null) {
            throw ProblemException.badMember("", "expected at least one of name, price and status");
        }
        if (status == AssetStatus.RETIRING || status == AssetStatus.RETIRED) {
            throw ProblemException.badMember("/status", "expected ACTIVE or HALTED; DELETE retires an asset");
        }
        return new ChangeAsset(operation, symbol, name == null ? null : name.value(), price, status, now);
    }
}
