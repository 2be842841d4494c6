package dev.gembourse.gateway.unit;

import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.UnitView;
import dev.gembourse.gateway.edge.Amount;
import dev.gembourse.gateway.follow.Followers;
import dev.gembourse.gateway.market.AssetBook;
import dev.gembourse.gateway.problem.Complaint;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.upstream.Processor;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All units as this instance knows them; the processor is asked only where that may not be the newest. */
@Component
public class Units {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final UnitBook book;
    private final AssetBook market;
    private final Followers followers;
    private final Processor processor;

    Units(UnitBook book, AssetBook market, Followers followers, Processor processor) {
        this.book = book;
        this.market = market;
        this.followers = followers;
        this.processor = processor;
    }

    /**
     * Money that a request names.
     *
     * @param definedAt where the market told of its unit; null where settlement knows it from the start, or where this instance
     *     has not heard of it
     */
    public record Named(Money money, @Nullable StreamPosition definedAt) {}

    /**
     * The money that a request names, if there is such money: a unit that exists, in no finer parts than it has.
     *
     * @param pointer where in the request the unit stands
     * @param amountPointer where the amount stands
     * @param unknown what it is called when there is no such unit
     */
    public Named money(Unit unit, Amount amount, String pointer, String amountPointer, ProblemCode unknown) {
        require(unit, pointer, unknown);
        UnitBook.Known known = book.known(unit);
        if (known != null && amount.value().scale() > known.definition().scale()) {
            throw refuse(
                    ProblemCode.AMOUNT_SCALE_EXCEEDED,
                    amountPointer,
                    "expected at most %d decimals of %s but got %d"
                            .formatted(
                                    known.definition().scale(),
                                    unit,
                                    amount.value().scale()));
        }
        return new Named(new Money(unit, amount.value()), known == null ? null : known.at());
    }

    /** Ends the request if there certainly is no such unit; see {@link #money}. */
    public void require(Unit unit, String pointer, ProblemCode unknown) {
        if (isMissing(unit)) {
            throw unknown(unit, pointer, unknown);
        }
    }

    /** What is said where there is no such unit. */
    public static ProblemException unknown(Unit unit, String pointer, ProblemCode code) {
        return refuse(code, pointer, "expected a currency or virtual unit but got " + unit);
    }

    /** Neither here nor, since another gateway may have defined it a moment ago, with the processor. */
    public boolean isMissing(Unit unit) {
        if (book.find(unit) != null || !followers.knowsTheMarket()) {
            return false;
        }
        try {
            processor.unit(unit, null);
            return false;
        } catch (ProblemException e) {
            return e.code() == ProblemCode.UNIT_NOT_FOUND || e.code() == ProblemCode.NOT_FOUND;
        }
    }

    UnitView find(Unit unit, @Nullable StreamPosition atLeast) {
        requireMarket();
        if (atLeast != null && !isApplied(atLeast)) {
            return processor.unit(unit, atLeast);
        }
        UnitDefinition definition = book.find(unit);
        if (definition == null) {
            throw ProblemException.of(ProblemCode.UNIT_NOT_FOUND, "there is no unit with code " + unit);
        }
        return UnitView.of(definition);
    }

    /** Up to {@code limit} units in the order of their codes, beginning behind {@code after}. */
    List<UnitDefinition> list(@Nullable Unit after, int limit, @Nullable StreamPosition atLeast) {
        requireMarket();
        if (atLeast != null && !isApplied(atLeast)) {
            throw ProblemException.of(
                    ProblemCode.NOT_YET_APPLIED, "the market's position " + atLeast + " has not been reached yet");
        }
        return book.all().stream()
                .filter(unit -> after == null || unit.unit().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    private boolean isApplied(StreamPosition position) {
        try {
            return market.awaitApplied(position, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void requireMarket() {
        if (!followers.knowsTheMarket()) {
            throw ProblemException.of(
                    ProblemCode.SERVICE_UNAVAILABLE, "the gateway is still getting to know the market");
        }
    }

    private static ProblemException refuse(ProblemCode code, String pointer, String detail) {
        return ProblemException.of(code, List.of(Complaint.aboutMember(pointer, detail)));
    }
}
