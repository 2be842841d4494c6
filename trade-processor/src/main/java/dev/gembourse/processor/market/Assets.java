package dev.gembourse.processor.market;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.processor.price.Remembered;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The assets: read once, kept, and those that a batch changes written back in one statement. */
final class Assets {

    private static final String LOAD = """
            select symbol, name, currency, price, scale, status, price_at, currency_scale, max_price_age, available,
                   maker_fee, taker_fee, limited, price_band
              from asset
             where symbol = any (?)
            """;

    private static final String SAVE = """
            insert into asset (symbol, partition, name, currency, price, scale, status, price_at, currency_scale,
                               max_price_age, available, maker_fee, taker_fee, limited, price_band)
            select *
              from unnest(?::text[], ?::integer[], ?::text[], ?::text[], ?::numeric[], ?::smallint[], ?::text[], ?::timestamptz[],
                          ?::smallint[], ?::integer[], ?::numeric[], ?::smallint[], ?::smallint[], ?::boolean[], ?::smallint[])
                on conflict (symbol) do update
               set name = excluded.name, price = excluded.price, status = excluded.status, price_at = excluded.price_at,
                   max_price_age = excluded.max_price_age, available = excluded.available
            """;

    private final Remembered<Symbol, Asset> assets = new Remembered<>();
    private final Map<Symbol, Changed> changed = new TreeMap<>();
    private final Rows saved = Rows.given(SAVE);

    private record Changed(int partition, Asset asset) {}

    void load(Connection transaction, Collection<Symbol> symbols) throws SQLException {
        changed.clear();
        Set<Symbol> unknown = assets.unknown(symbols);
        if (unknown.isEmpty()) {
            return;
        }
        try (PreparedStatement select = transaction.prepareStatement(LOAD)) {
            select.setArray(
                    1,
                    transaction.createArrayOf(
                            "text", unknown.stream().map(Symbol::value).toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Asset asset = asset(rows);
                    assets.put(asset.symbol(), asset);
                }
            }
        }
    }

    /** Those of these that there are. */
    List<Asset> known(Collection<Symbol> symbols) {
        return symbols.stream().map(assets::get).filter(Objects::nonNull).toList();
    }

    @Nullable
    Asset find(Symbol symbol) {
        return assets.get(symbol);
    }

    void put(int partition, Asset asset) {
        assets.put(asset.symbol(), asset);
        changed.put(asset.symbol(), new Changed(partition, asset));
    }

    void write(Writes writes) {
        for (Changed each : changed.values()) {
            Asset asset = each.asset();
            BookTerms book = asset.book();
            saved.text(asset.symbol().value())
                    .integer(each.partition())
                    .text(asset.name())
                    .text(asset.currency().code())
                    .numeric(asset.price().value())
                    .smallint(asset.scale())
                    .text(asset.status().name())
                    .timestamptz(asset.priceAt())
                    .smallint(asset.decimalsOfCurrency())
                    .integer(asset.maxPriceAgeSeconds())
                    .numeric(asset.available())
                    .smallint(book == null ? null : book.makerBasisPoints())
                    .smallint(book == null ? null : book.takerBasisPoints())
                    .bool(book == null ? null : book.limited())
                    .smallint(book == null ? null : book.bandBasisPoints())
                    .endRow();
        }
        writes.add(saved);
    }

    static Asset asset(ResultSet row) throws SQLException {
        return new Asset(
                new Symbol(row.getString("symbol")),
                row.getString("name"),
                Unit.of(row.getString("currency")),
                new Price(row.getBigDecimal("price")),
                row.getInt("scale"),
                AssetStatus.valueOf(row.getString("status")),
                row.getObject("price_at", OffsetDateTime.class).toInstant(),
                row.getObject("currency_scale", Integer.class),
                row.getObject("max_price_age", Integer.class),
                row.getBigDecimal("available"),
                book(row));
    }

    private static @Nullable BookTerms book(ResultSet row) throws SQLException {
        Boolean limited = row.getObject("limited", Boolean.class);
        return limited == null
                ? null
                : new BookTerms(
                        row.getInt("maker_fee"),
                        row.getInt("taker_fee"),
                        row.getObject("price_band", Integer.class),
                        limited);
    }
}
