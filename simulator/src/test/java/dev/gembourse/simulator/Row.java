package dev.gembourse.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A row of a table or of a result. Immutable. Whole numbers are kept as Long, whatever the column's type. */
final class Row {

    private static final Map<String, List<String>> COLUMNS = new ConcurrentHashMap<>();

    private final Map<String, @Nullable Object> values;

    private Row(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /** @param namesAndValues by turns */
    static Row of(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) Objects.requireNonNull(namesAndValues[i]), plain(namesAndValues[i + 1]));
        }
        return new Row(values);
    }

    static Row of(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> copy.put(name, plain(value)));
        return new Row(copy);
    }

    Row with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
        changed.put(name, plain(value));
        return new Row(changed);
    }

    /** Some columns, in this order. */
    Row only(String columns) {
        Map<String, @Nullable Object> some = new LinkedHashMap<>();
        for (String column : COLUMNS.computeIfAbsent(columns, all -> List.of(all.split(", ")))) {
            some.put(column, get(column));
        }
        return new Row(some);
    }

    @Nullable
    Object get(String column) {
        Object value = values.get(column);
        if (value == null && !values.containsKey(column)) {
            throw new IllegalStateException("expected a column " + column + " but got " + values.keySet());
        }
        return value;
    }

    @Nullable
    Object get(int number) {
        return new ArrayList<>(values.values()).get(number - 1);
    }

    long number(String column) {
        return (Long) Objects.requireNonNull(get(column), column);
    }

    String text(String column) {
        return (String) Objects.requireNonNull(get(column), column);
    }

    BigDecimal decimal(String column) {
        return (BigDecimal) Objects.requireNonNull(get(column), column);
    }

    UUID uuid(String column) {
        return (UUID) Objects.requireNonNull(get(column), column);
    }

    byte[] bytes(String column) {
        return (byte[]) Objects.requireNonNull(get(column), column);
    }

    boolean has(String column, @Nullable Object value) {
        return Objects.equals(get(column), plain(value));
    }

    List<@Nullable Object> all(List<String> columns) {
        List<@Nullable Object> some = new ArrayList<>();
        columns.forEach(column -> some.add(get(column)));
        return some;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Integer || value instanceof Short ? ((Number) value).longValue() : value;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
