package dev.gembourse.processor.query;

import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.BalancesView.Line;
import dev.gembourse.processor.account.Amounts;
import dev.gembourse.processor.query.NearestTransfers.Found;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What accounts held at a place in their journal: of each unit the balance after its last transfer up to there, which is the
 * balance before its first transfer from there on.
 *
 * <p>No index knows the units in order, so both are looked for, outwards from the place and further each time, until one is found
 * or an end of the statement is reached: before its first transfer nothing was held, and after its last what is held now. The cost
 * is the distance to the nearer of the two, in queries of limited work, and not the whole of a large account for each unit.
 * What is held counts as gone; what is owed of an asset
 * counts as what is held of it, for both are never there at once.
 */
@Component
class Balances {

    private static final int FIRST_LOOK = 1_000;
    private static final int LARGEST_LOOK = 64_000;

    private static final String NOW = """
            select unit, sum(balance) as balance, (select scale from market.unit where code = unit) as scale
              from trading.ledger_account
             where account_id = :account and bucket <> 'HELD' and unit = coalesce(:unit, unit)
             group by unit
            """;

    private final JdbcClient reads;
    private final NearestTransfers transfers;

    Balances(JdbcClient reads, NearestTransfers transfers) {
        this.reads = reads;
        this.transfers = transfers;
    }

    /**
     * What was held before an event of the account's journal.
     *
     * @param beyond the event's sequence number; all events before it are committed
     * @param unit the only one that is asked for
     */
    List<Line> before(long beyond, StoredAccount account, @Nullable Unit unit) {
        Map<Unit, BigDecimal> held = new TreeMap<>();
        Map<Unit, Integer> scales = new HashMap<>();
        Map<Unit, BigDecimal> open = now(account, unit, scales);
        Place back = Place.before(beyond);
        Place ahead = back;
        int look = FIRST_LOOK;
        while (back != null && ahead != null && !open.isEmpty()) {
            Found earlier = transfers.earlier(account, back, look);
            settle(open, earlier.balances(), held);
            Found later = transfers.later(account, ahead, look);
            settle(open, later.balances(), held);
            back = earlier.next();
            ahead = later.next();
            look = Math.min(look * 4, LARGEST_LOOK);
        }
        if (back != null) {
            held.putAll(open); // nothing of these has moved since
        }
        return held.entrySet().stream()
                .filter(unitHeld -> unitHeld.getValue().signum() != 0)
                .map(unitHeld ->
                        new Line(unitHeld.getKey(), Amounts.ofUnit(scales.get(unitHeld.getKey()), unitHeld.getValue())))
                .toList();
    }

    private static void settle(Map<Unit, BigDecimal> open, Map<Unit, BigDecimal> found, Map<Unit, BigDecimal> held) {
        found.forEach((unit, balance) -> {
            if (open.remove(unit) != null) {
                held.put(unit, balance);
            }
        });
    }

    /** @param scales gets those of the units that have one; assets have none */
    private Map<Unit, BigDecimal> now(StoredAccount account, @Nullable Unit unit, Map<Unit, Integer> scales) {
        Map<Unit, BigDecimal> now = new HashMap<>();
        reads.sql(NOW)
                .param("account", account.id().value())
                .param("unit", unit == null ? null : unit.code(), Types.VARCHAR)
                .query(row -> {
                    Unit its = Unit.of(row.getString("unit"));
                    now.put(its, row.getBigDecimal("balance"));
                    Integer scale = row.getObject("scale", Integer.class);
                    if (scale != null) {
                        scales.put(its, scale);
                    }
                });
        return now;
    }
}
