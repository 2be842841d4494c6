package dev.gembourse.events.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/**
 * Times as they are always written here, such as 2026-03-01T10:00:05.704762Z, without a formatter, which makes garbage of ten times their
 * length. Whatever looks otherwise is left to Jackson, and so are errors.
 */
final class TimeDeserializer extends StdDeserializer<Instant> {

    private static final String FORM = "0000-00-00T00:00:00";
    private static final int MAX_FRACTION = 9;
    private static final long SECONDS_PER_DAY = 86_400;

    TimeDeserializer() {
        super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser json, DeserializationContext context) {
        Instant time = json.currentToken() == JsonToken.VALUE_STRING ? read(json.getString()) : null;
        return time == null ? InstantDeserializer.INSTANT.deserialize(json, context) : time;
    }

    /** Null for what is not in the usual form. */
    static @Nullable Instant read(String text) {
        int end = text.length() - 1;
        if (!hasForm(text, end)) {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (year == 0 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        if (day > Month.of(month).length(Year.isLeap(year))) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(
                days * SECONDS_PER_DAY + hour * 3_600L + minute * 60L + second, nanos(text, FORM.length() + 1, end));
    }

    private static boolean hasForm(String text, int end) {
        if (end < FORM.length() || end > FORM.length() + 1 + MAX_FRACTION || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char wanted = i < FORM.length() ? FORM.charAt(i) : i == FORM.length() ? '.' : '0';
            char is = text.charAt(i);
            if (wanted == '0' ? is < '0' || is > '9' : is != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static int nanos(String text, int from, int to) {
        int nanos = 0;
        for (int i = from; i < from + MAX_FRACTION; i++) {
            nanos = 10 * nanos + (i < to ? text.charAt(i) - '0' : 0);
        }
        return nanos;
    }
}
