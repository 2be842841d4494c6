package dev.gembourse.processor.account;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.ShortingPermitted;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An account as its events have left it, all numbers without trailing zeros. Immutable: for whoever folds a journal; settlement keeps accounts in a form of its own.
 *
 * @param holdings what is available
 * @param held what is held for what is owed
 * @param owed the quantities below 0
 */
public record AccountState(
        AccountId id, Map<Unit, Holding> holdings, Map<Unit, Holding> held, Map<Unit, Holding> owed, boolean mayShort)
        implements Account {

    public AccountState {
        holdings = plain(holdings);
        held = plain(held);
        owed = plain(owed);
    }

    /** One that owes nothing. */
    public AccountState(AccountId id, Map<Unit, Holding> holdings) {
        this(id, holdings, Map.of(), Map.of(), false);
    }

    /**
     * The account after an event; as {@link Change#of}, which it applies.
     *
     * @param before null when there was none
     * @return null when there is none
     */
    public static @Nullable AccountState after(@Nullable AccountState before, TradingEvent event) {
        Map<Bucket, Map<Unit, Holding>> after = new EnumMap<>(Bucket.class);
        for (Bucket bucket : Bucket.values()) {
            after.put(bucket, before == null ? new TreeMap<>() : new TreeMap<>(before.of(bucket)));
        }
        Change.of(before, event)
                .forEach(change ->
                        Objects.requireNonNull(after.get(change.bucket())).put(change.unit(), change.after()));
        return before == null && !(event instanceof TradingEvent.AccountOpened)
                ? null
                : new AccountState(
                        event.accountId(),
                        Objects.requireNonNull(after.get(Bucket.AVAILABLE)),
                        Objects.requireNonNull(after.get(Bucket.HELD)),
                        Objects.requireNonNull(after.get(Bucket.SHORT)),
                        mayShort(before, event));
    }

    private static boolean mayShort(@Nullable AccountState before, TradingEvent event) {
        return event instanceof ShortingPermitted permitted ? permitted.permitted() : before != null && before.mayShort;
    }

    @Override
    public Holding holding(Unit unit, Bucket bucket) {
        return of(bucket).getOrDefault(unit, Holding.NONE);
    }

    private Map<Unit, Holding> of(Bucket bucket) {
        return switch (bucket) {
            case AVAILABLE -> holdings;
            case HELD -> held;
            case SHORT -> owed;
        };
    }

    private static Map<Unit, Holding> plain(Map<Unit, Holding> holdings) {
        TreeMap<Unit, Holding> plain = new TreeMap<>(holdings);
        plain.replaceAll((unit, holding) -> holding.plain());
        return Collections.unmodifiableMap(plain);
    }
}
