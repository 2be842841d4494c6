package dev.gembourse.gateway.trade;

import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.follow.StatedAsset;
import dev.gembourse.gateway.asset.Assets;
import dev.gembourse.gateway.command.IdempotencyKey;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.problem.Complaint;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns requests into trade commands, each with the newest price that this gateway has seen. */
@Component
public class TradeDesk {

    private final Assets assets;
    private final Clock clock;

    TradeDesk(Assets assets, Clock clock) {
        this.assets = assets;
        this.clock = clock;
    }

    /** Whether there certainly is no such asset; may ask the processor. */
    public boolean isMissing(Symbol symbol) {
        return assets.isMissing(symbol);
    }

    /**
     * The command that a request asks for.
     *
     * @throws ProblemException when it asks for something that does not exist or cannot be
     */
    Submission place(AccountId account, IdempotencyKey key, TradeRequest request) {
        return place(account, key, request, assets::isMissing);
    }

    /** As {@link #place(AccountId, IdempotencyKey, TradeRequest)} for one of many, which need not ask for each anew. */
    Submission place(AccountId account, IdempotencyKey key, TradeRequest request, Predicate<Symbol> isMissing) {
        if ((request.quantity() == null) == (request.notional() == null)) {
            throw ProblemException.badMember("", "expected exactly one of quantity and notional");
        }
        StreamPosition quoted = quote(request.symbol(), request.quantity(), isMissing);
        return Submission.of(new PlaceTrade(
                OperationId.of(account.toString(), key.value()),
                account,
                request.symbol(),
                request.side(),
                request.quantity(),
                request.notional() == null ? null : request.notional().value(),
                quoted,
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /**
     * Where the newest price that this gateway has seen stands; null when it has not seen the asset.
     *
     * @param quantity in no finer parts than the asset has; null when it is not said
     * @throws ProblemException UNKNOWN_SYMBOL or QUANTITY_SCALE_EXCEEDED
     */
    public @Nullable StreamPosition quote(Symbol symbol, @Nullable Quantity quantity, Predicate<Symbol> isMissing) {
        Optional<StatedAsset> quoted = assets.quote(symbol);
        if (quoted.isEmpty() && isMissing.test(symbol)) {
            throw refuse(ProblemCode.UNKNOWN_SYMBOL, "/symbol", "there is no asset with symbol " + symbol);
        }
        if (quoted.isPresent() && quantity != null) {
            requireScale(quantity, quoted.get().asset().scale());
        }
        return quoted.map(StatedAsset::position).orElse(null);
    }

    private static void requireScale(Quantity quantity, int scale) {
        if (quantity.value().scale() > scale) {
            throw refuse(
                    ProblemCode.QUANTITY_SCALE_EXCEEDED,
                    "/quantity",
                    "expected at most %d decimals but got %d"
                            .formatted(scale, quantity.value().scale()));
        }
    }

    private static ProblemException refuse(ProblemCode code, String pointer, String detail) {
        return ProblemException.of(code, List.of(Complaint.aboutMember(pointer, detail)));
    }
}
