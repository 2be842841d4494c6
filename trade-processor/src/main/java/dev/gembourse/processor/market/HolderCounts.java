package dev.gembourse.processor.market;

import dev.gembourse.events.market.MarketCommand.RetireAsset;
import dev.gembourse.events.value.Symbol;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts in the ledger who holds the assets that a batch wants to retire. It reads what settlement has committed; somebody
 * who buys at the same moment can still sell, for sales are never refused.
 */
final class HolderCounts implements Holders {

    private static final String COUNT = """
            select unit, count(distinct account_id)
              from trading.ledger_account
             where unit = any (?) and account_id is not null and balance > 0
             group by unit
            """;

    private final Map<Symbol, Long> counts = new HashMap<>();

    void load(Connection transaction, List<RetireAsset> retirements) throws SQLException {
        counts.clear();
        if (retirements.isEmpty()) {
            return;
        }
        Object[] units = retirements.stream()
                .map(retire -> retire.symbol().value())
                .distinct()
                .sorted()
                .toArray();
        try (PreparedStatement count = transaction.prepareStatement(COUNT)) {
            count.setArray(1, transaction.createArrayOf("text", units));
            try (ResultSet rows = count.executeQuery()) {
                while (rows.next()) {
                    counts.put(new Symbol(rows.getString(1)), rows.getLong(2));
                }
            }
        }
    }

    @Override
    public long of(Symbol symbol) {
        return counts.getOrDefault(symbol, 0L);
    }
}
