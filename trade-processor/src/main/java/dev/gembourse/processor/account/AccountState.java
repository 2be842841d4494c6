package dev.gembourse.processor.account;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An account as its events have left it, all numbers without trailing zeros. Immutable: for whoever folds a journal; settlement keeps accounts in a form of its own. */
public record AccountState(AccountId id, Map<Unit, Holding> holdings) implements Account {

    public AccountState {
        TreeMap<Unit, Holding> plain = new TreeMap<>(holdings);
        plain.replaceAll((unit, holding) -> holding.plain());
        holdings = Collections.unmodifiableMap(plain);
    }

    /**
     * The account after an event; as {@link Change#of}, which it applies.
     *
     * @param before null when there was none
     * @return null when there is none
     */
    public static @Nullable AccountState after(@Nullable AccountState before, TradingEvent event) {
        Map<Unit, Holding> holdings = before == null ? new TreeMap<>() : new TreeMap<>(before.holdings);
        Change.of(before, event).forEach(change -> holdings.put(change.unit(), change.after()));
        return before == null && !(event instanceof TradingEvent.AccountOpened)
                ? null
                : new AccountState(event.accountId(), holdings);
    }

    @Override
    public Holding holding(Unit unit) {
        return holdings.getOrDefault(unit, Holding.NONE);
    }
}
