package dev.gembourse.tools.client;

import dev.gembourse.events.market.BuiltInUnits;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.OperationView;
import java.util.Map;
import java.util.UUID;

/** An asset that has to be there. */
public record Offer(Symbol symbol, Unit currency, Price price) {

    /** What the symbol says behind its last dash, as XRP-ETH does, or else the given currency. */
    public static Unit currencyOf(Symbol symbol, Unit otherwise) {
        String last = symbol.value().substring(symbol.value().lastIndexOf('-') + 1);
        return BuiltInUnits.ALL.stream()
                .filter(unit -> unit.kind() == UnitKind.CURRENCY)
                .map(UnitDefinition::unit)
                .filter(unit -> unit.code().equals(last) && !last.equals(symbol.value()))
                .findAny()
                .orElse(otherwise);
    }

    /**
     * Brings the asset to the market unless it is there already, whoever did it and at whatever price.
     *
     * @return whether it was not there
     */
    public boolean makeSure(Gateway gateway) {
        Reply there = gateway.get("/v1/assets/" + symbol);
        if (there.status() != 404) {
            return false;
        }
        OperationView created = gateway.perform(
                "POST",
                "/v1/assets",
                "offer/" + UUID.randomUUID(),
                Map.of("symbol", symbol, "name", symbol.value(), "currency", currency, "price", price));
        if (created.status() == OperationView.Status.SETTLED || "SYMBOL_TAKEN".equals(created.reason())) {
            return created.status() == OperationView.Status.SETTLED;
        }
        throw new IllegalStateException("expected asset " + symbol + " to be there but creating it was "
                + created.status() + " with " + created.reason() + ": " + created.detail());
    }
}
