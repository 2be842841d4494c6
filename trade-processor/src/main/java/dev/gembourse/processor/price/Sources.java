package dev.gembourse.processor.price;

import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.processor.price.PastPrices.Newest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How new the newest tick of each source is: read once, kept, and those that a batch changes written back in one statement. */
final class Sources {

    private static final String LOAD = """
            select symbol, source, newest, sequence
              from tick_source
             where (symbol, source) in (select * from unnest(?::text[], ?::text[]))
            """;

    private static final String SAVE = """
            insert into tick_source (symbol, source, newest, sequence)
            select *
              from unnest(?::text[], ?::text[], ?::timestamptz[], ?::bigint[])
                on conflict (symbol, source) do update
               set newest = excluded.newest, sequence = excluded.sequence
            """;

    private final Remembered<Key, Newest> newest = new Remembered<>();
    private final Map<Key, Newest> changed = new TreeMap<>();
    private final Rows rows = Rows.given(SAVE);

    private record Key(Symbol symbol, TickSource source) implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::symbol)
                .thenComparing(key -> key.source().value());

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    void load(Connection transaction, Collection<PriceTick> ticks) throws SQLException {
        changed.clear();
        Set<Key> unknown = newest.unknown(ticks.stream()
                .map(tick -> new Key(tick.symbol(), tick.source()))
                .toList());
        if (unknown.isEmpty()) {
            return;
        }
        try (PreparedStatement select = transaction.prepareStatement(LOAD)) {
            select.setArray(
                    1,
                    transaction.createArrayOf(
                            "text",
                            unknown.stream().map(key -> key.symbol().value()).toArray()));
            select.setArray(
                    2,
                    transaction.createArrayOf(
                            "text",
                            unknown.stream().map(key -> key.source().value()).toArray()));
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    newest.put(
                            new Key(new Symbol(found.getString(1)), new TickSource(found.getString(2))),
                            new Newest(
                                    found.getObject(3, OffsetDateTime.class).toInstant(),
                                    found.getObject(4, Long.class)));
                }
            }
        }
    }

    @Nullable
    Newest newest(Symbol symbol, TickSource source) {
        return newest.get(new Key(symbol, source));
    }

    void tell(Symbol symbol, TickSource source, Newest tick) {
        Key key = new Key(symbol, source);
        newest.put(key, tick);
        changed.put(key, tick);
    }

    void write(Writes writes) {
        changed.forEach((key, tick) -> rows.text(key.symbol().value())
                .text(key.source().value())
                .timestamptz(tick.time())
                .bigint(tick.sequence())
                .endRow());
        writes.add(rows);
    }
}
