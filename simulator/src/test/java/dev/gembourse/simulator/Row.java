package dev.gembourse.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A row of a table or of a result. Immutable. Whole numbers are kept as Long, whatever the column's type. */
final class Row {

    private static final Map<String, List<String>> COLUMNS = new ConcurrentHashMap<>();

    private final List<String> columns;
    private final @Nullable Object[] values;

    private Row(List<String> columns, @Nullable Object[] values) {
        this.columns = columns;
        this.values = values;
    }

    /** @param namesAndValues by turns */
    static Row of(@Nullable Object... namesAndValues) {
        String[] names = new String[namesAndValues.length / 2];
        @Nullable Object[] values = new @Nullable Object[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = (String) Objects.requireNonNull(namesAndValues[2 * i]);
            values[i] = plain(namesAndValues[2 * i + 1]);
        }
        return new Row(List.of(names), values);
    }

    /** @param values of the columns, in this order. */
    static Row of(List<String> columns, @Nullable Object[] values) {
        return new Row(columns, plain(values).toArray());
    }

    Row with(String name, @Nullable Object value) {
        int at = columns.indexOf(name);
        @Nullable Object[] changed = Arrays.copyOf(values, at < 0 ? values.length + 1 : values.length);
        changed[at < 0 ? values.length : at] = plain(value);
        if (at >= 0) {
            return new Row(columns, changed);
        }
        List<String> more = new ArrayList<>(columns);
        more.add(name);
        return new Row(List.copyOf(more), changed);
    }

    /** Some columns, in this order. */
    Row only(String some) {
        List<String> names = COLUMNS.computeIfAbsent(some, all -> List.of(all.split(", ")));
        return new Row(names, all(names).toArray());
    }

    @Nullable
    Object get(String column) {
        int at = columns.indexOf(column);
        if (at < 0) {
            throw new IllegalStateException("expected a column " + column + " but got " + columns);
        }
        return values[at];
    }

    @Nullable
    Object get(int number) {
        return values[number - 1];
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

    List<@Nullable Object> all(List<String> some) {
        @Nullable Object[] chosen = new @Nullable Object[some.size()];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = get(some.get(i));
        }
        return Arrays.asList(chosen);
    }

    /** As it is kept in a row. */
    static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Integer || value instanceof Short ? ((Number) value).longValue() : value;
    }

    static List<@Nullable Object> plain(@Nullable Object[] values) {
        @Nullable Object[] all = new @Nullable Object[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = plain(values[i]);
        }
        return Arrays.asList(all);
    }

    @Override
    public String toString() {
        StringJoiner all = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < values.length; i++) {
            all.add(columns.get(i) + "=" + values[i]);
        }
        return all.toString();
    }
}
