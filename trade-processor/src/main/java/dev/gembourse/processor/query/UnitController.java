package dev.gembourse.processor.query;

import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.UnitView;
import dev.gembourse.processor.market.MarketView;
import dev.gembourse.processor.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A unit, from memory: as this instance settles with it. Lists are answered by the gateways, which know all of them too. */
@RestController
class UnitController {

    private final MarketView market;
    private final QuerySettings settings;

    UnitController(MarketView market, QuerySettings settings) {
        this.market = market;
        this.settings = settings;
    }

    @GetMapping("/v1/units/{unit}")
    UnitView one(
            @PathVariable Unit unit,
            @RequestParam(name = "at-least", required = false) @Nullable StreamPosition atLeast) {
        if (atLeast != null && !market.awaitApplied(atLeast, settings.positionWait())) {
            throw Problem.notYetApplied("the market has not been followed up to " + atLeast + " yet");
        }
        UnitDefinition definition = market.units().find(unit);
        if (definition == null) {
            throw Problem.notFound("UNIT", unit);
        }
        return UnitView.of(definition);
    }
}
