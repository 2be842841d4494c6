package dev.gembourse.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands for the question marks of a statement, numbered from 1 on; arrays as lists. */
record Parameters(Map<Integer, @Nullable Object> values) {

    /** The same, numbered anew from one of them on. */
    Parameters from(int first) {
        if (first == 1) {
            return this;
        }
        Map<Integer, @Nullable Object> rest = new HashMap<>();
        values.forEach((number, value) -> rest.put(number - first + 1, value));
        return new Parameters(rest);
    }

    @Nullable
    Object get(int number) {
        Object value = values.get(number);
        if (value == null && !values.containsKey(number)) {
            throw new IllegalStateException("expected parameter " + number + " but got " + values.keySet());
        }
        return value;
    }

    long number(int number) {
        return ((Number) Objects.requireNonNull(get(number))).longValue();
    }

    String text(int number) {
        return (String) Objects.requireNonNull(get(number));
    }

    Instant time(int number) {
        return ((OffsetDateTime) Objects.requireNonNull(get(number))).toInstant();
    }

    /** Whole numbers are Long here, as in a {@link Row}. */
    List<@Nullable Object> array(int number) {
        return all(number);
    }

    List<UUID> uuids(int number) {
        return all(number);
    }

    List<BigDecimal> decimals(int number) {
        return all(number);
    }

    List<Long> numbers(int number) {
        return all(number);
    }

    List<String> texts(int number) {
        return all(number);
    }

    @SuppressWarnings("unchecked") // whoever asks knows the statement's types
    private <T extends @Nullable Object> List<T> all(int number) {
        return (List<T>) Objects.requireNonNull(get(number));
    }

    /** Given as {@link Instant} or as its text. */
    List<@Nullable Instant> times(int number) {
        List<@Nullable Instant> times = new ArrayList<>();
        array(number).forEach(value -> times.add(value == null ? null : Instant.parse(value.toString())));
        return times;
    }
}
