package dev.gembourse.processor.market;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.wire.Topics;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The assets of one batch: read in one query, written back in one statement. */
final class Assets {

    private static final String LOAD = """
            select symbol, name, currency, price, scale, status, price_at
              from asset
             where symbol = any (?)
            """;

    private static final String SAVE = """
            insert into asset (symbol, partition, name, currency, price, scale, status, price_at)
            select symbol, ?, name, currency, price, scale, status, price_at
              from unnest(?::text[], ?::text[], ?::text[], ?::numeric[], ?::smallint[], ?::text[], ?::timestamptz[])
                   as changed (symbol, name, currency, price, scale, status, price_at)
                on conflict (symbol) do update
               set name = excluded.name, price = excluded.price, status = excluded.status, price_at = excluded.price_at
            """;

    private static final String ALL = """
            select asset.*, progress.journal_seq
              from asset
              join progress using (partition)
             where progress.topic = ?
            """;

    private final int partition;
    private final Map<Symbol, Asset> loaded = new HashMap<>();
    private final Map<Symbol, Asset> changed = new TreeMap<>();

    Assets(int partition) {
        this.partition = partition;
    }

    void load(Connection transaction, Collection<Symbol> symbols) throws SQLException {
        loaded.clear();
        changed.clear();
        Object[] sorted =
                symbols.stream().map(Symbol::value).distinct().sorted().toArray();
        try (PreparedStatement select = transaction.prepareStatement(LOAD)) {
            select.setArray(1, transaction.createArrayOf("text", sorted));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Asset asset = asset(rows);
                    loaded.put(asset.symbol(), asset);
                }
            }
        }
    }

    /** All stored assets, each with a position in the market's journal that its state reaches to. */
    static void all(DataSource market, BiConsumer<Asset, StreamPosition> to) {
        try (Connection connection = market.getConnection();
                PreparedStatement select = connection.prepareStatement(ALL)) {
            select.setString(1, Topics.MARKET_COMMANDS);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    to.accept(asset(rows), new StreamPosition(rows.getInt("partition"), rows.getLong("journal_seq")));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("expected to read the stored assets but " + e.getMessage(), e);
        }
    }

    @Nullable
    Asset find(Symbol symbol) {
        return loaded.get(symbol);
    }

    void put(Asset asset) {
        loaded.put(asset.symbol(), asset);
        changed.put(asset.symbol(), asset);
    }

    void write(Connection transaction) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        List<Asset> assets = List.copyOf(changed.values());
        try (PreparedStatement save = transaction.prepareStatement(SAVE)) {
            save.setInt(1, partition);
            save.setArray(
                    2,
                    array(
                            transaction,
                            "text",
                            assets.stream().map(asset -> asset.symbol().value())));
            save.setArray(3, array(transaction, "text", assets.stream().map(Asset::name)));
            save.setArray(
                    4,
                    array(
                            transaction,
                            "text",
                            assets.stream().map(asset -> asset.currency().code())));
            save.setArray(
                    5,
                    array(
                            transaction,
                            "numeric",
                            assets.stream().map(asset -> asset.price().value())));
            save.setArray(6, array(transaction, "smallint", assets.stream().map(asset -> (short) asset.scale())));
            save.setArray(
                    7,
                    array(
                            transaction,
                            "text",
                            assets.stream().map(asset -> asset.status().name())));
            save.setArray(8, array(transaction, "timestamptz", assets.stream().map(Asset::priceAt)));
            save.executeUpdate();
        }
    }

    private static Array array(Connection transaction, String type, Stream<?> values) throws SQLException {
        return transaction.createArrayOf(type, values.toArray());
    }

    private static Asset asset(ResultSet row) throws SQLException {
        return new Asset(
                new Symbol(row.getString("symbol")),
                row.getString("name"),
                Unit.of(row.getString("currency")),
                new Price(row.getBigDecimal("price")),
                row.getInt("scale"),
                AssetStatus.valueOf(row.getString("status")),
                row.getObject("price_at", OffsetDateTime.class).toInstant());
    }
}
