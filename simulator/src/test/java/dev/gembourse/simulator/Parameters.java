package dev.gembourse.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What stands for the question marks of a statement, numbered from 1 on. */
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
        if (!values.containsKey(number)) {
            throw new IllegalStateException("expected parameter " + number + " but got " + values.keySet());
        }
        return values.get(number);
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

    List<@Nullable Object> array(int number) {
        return Arrays.asList((@Nullable Object[]) Objects.requireNonNull(get(number)));
    }

    List<UUID> uuids(int number) {
        return array(number).stream().map(UUID.class::cast).toList();
    }

    List<BigDecimal> decimals(int number) {
        return array(number).stream().map(BigDecimal.class::cast).toList();
    }

    List<Long> numbers(int number) {
        return array(number).stream().map(value -> ((Number) value).longValue()).toList();
    }

    List<String> texts(int number) {
        return array(number).stream().map(String.class::cast).toList();
    }

    /** Given as {@link Instant} or as its text. */
    List<Instant> times(int number) {
        List<Instant> times = new ArrayList<>();
        array(number).forEach(value -> times.add(Instant.parse(value.toString())));
        return times;
    }
}
