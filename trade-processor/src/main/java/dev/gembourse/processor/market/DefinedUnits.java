package dev.gembourse.processor.market;

import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.value.Unit;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The units that one batch is about or that its assets are paid in: read in one query, written back in one statement. A unit of
 * another partition is seen as soon as it is committed, hence before anybody can have heard of it.
 */
final class DefinedUnits {

    private static final String LOAD = """
            select code, name, kind, scale, status
              from unit
             where code = any (?)
            """;

    private static final String SAVE = """
            insert into unit (code, partition, name, kind, scale, status)
            select *
              from unnest(?::text[], ?::integer[], ?::text[], ?::text[], ?::smallint[], ?::text[])
                on conflict (code) do update
               set partition = excluded.partition, name = excluded.name, status = excluded.status
            """;

    private final Map<Unit, UnitDefinition> loaded = new HashMap<>();
    private final Map<Unit, Changed> changed = new TreeMap<>();
    private final Rows saved = Rows.given(SAVE);

    private record Changed(int partition, UnitDefinition unit) {}

    void load(Connection transaction, Collection<String> codes) throws SQLException {
        loaded.clear();
        changed.clear();
        if (codes.isEmpty()) {
            return;
        }
        try (PreparedStatement select = transaction.prepareStatement(LOAD)) {
            select.setArray(
                    1,
                    transaction.createArrayOf(
                            "text", codes.stream().distinct().sorted().toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    UnitDefinition unit = unit(rows);
                    loaded.put(unit.unit(), unit);
                }
            }
        }
    }

    @Nullable
    UnitDefinition find(Unit unit) {
        return loaded.get(unit);
    }

    void put(int partition, UnitDefinition unit) {
        loaded.put(unit.unit(), unit);
        changed.put(unit.unit(), new Changed(partition, unit));
    }

    void write(Writes writes) {
        for (Changed each : changed.values()) {
            UnitDefinition unit = each.unit();
            saved.text(unit.unit().code())
                    .integer(each.partition())
                    .text(unit.name())
                    .text(unit.kind().name())
                    .smallint(unit.scale())
                    .text(unit.status().name())
                    .endRow();
        }
        writes.add(saved);
    }

    static UnitDefinition unit(ResultSet row) throws SQLException {
        return new UnitDefinition(
                Unit.of(row.getString("code")),
                row.getString("name"),
                UnitKind.valueOf(row.getString("kind")),
                row.getInt("scale"),
                UnitStatus.valueOf(row.getString("status")));
    }
}
