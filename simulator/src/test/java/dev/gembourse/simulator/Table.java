package dev.gembourse.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A table: its columns, what the database guarantees about it, and its committed rows. */
final class Table {

    final String name;
    final List<String> columns;
    final List<String> types;
    final List<String> key;
    final @Nullable List<String> unique;
    final Predicate<Row> check;
    final Map<List<@Nullable Object>, Row> committed = new LinkedHashMap<>();

    /**
     * @param columns as in {@code "symbol text, scale smallint"}
     * @param key the primary key's columns
     * @param unique further columns that are unique together; null when there are none
     */
    Table(String name, String columns, String key, @Nullable String unique, Predicate<Row> check) {
        this.name = name;
        List<String[]> all = List.of(columns.split(", ")).stream()
                .map(column -> column.split(" "))
                .toList();
        this.columns = all.stream().map(column -> column[0]).toList();
        this.types = all.stream().map(column -> column[1]).toList();
        this.key = List.of(key.split(", "));
        this.unique = unique == null ? null : List.of(unique.split(", "));
        this.check = check;
    }

    String typeOf(String column) {
        return types.get(columns.indexOf(column));
    }

    List<@Nullable Object> keyOf(Row row) {
        return row.all(key);
    }

    @Override
    public String toString() {
        return name;
    }
}
