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
 * Counts in the ledger who holds or owes the assets that a batch wants to retire. It reads what settlement has committed; somebody
 * who buys at the same moment can still sell, for sales are never refused, nor is a buy that covers.
 */
final class HolderCounts implements Holders {

    private static final String COUNT = """
            select retiring.unit,
                   (select count(*)
                      from (select 1
                              from trading.ledger_account held
                             where held.unit = retiring.unit and held.account_id is not null and held.balance <> 0
                             limit ?) as counted)
              from unnest(?::text[]) as retiring (unit)
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
            count.setInt(1, MANY);
            count.setArray(2, transaction.createArrayOf("text", units));
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
