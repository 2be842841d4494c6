package dev.gembourse.gateway.mqtt;

import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Decimals;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.wire.Json;
import dev.gembourse.gateway.mqtt.UnusableMessage.Reason;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a message says.
 *
 * @param source the topic it came on
 * @param time absent where there is a sequence
 */
record TickMessage(
        Symbol symbol,
        TickSource source,
        @Nullable Long sequence,
        Price price,
        @Nullable BigDecimal available,
        @Nullable Instant time) {

    private static final int LONGEST = 4096;
    private static final BigDecimal FIRST_MILLISECONDS =
            new BigDecimal("100000000000"); // as seconds, that is the year 5138
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Reads a message, by the names that its members were given. */
    static TickMessage read(String topic, byte[] payload, MqttSettings.Members names) throws UnusableMessage {
        if (payload.length > LONGEST) {
            throw unreadable("expected at most %d bytes but got %d".formatted(LONGEST, payload.length));
        }
        JsonNode message = parse(payload);
        try {
            Long sequence = sequence(message.get(names.sequence()), names.sequence());
            Instant time = time(message.get(names.time()), names.time());
            if (sequence == null && time == null) {
                throw unreadable("expected '%s' or '%s'".formatted(names.time(), names.sequence()));
            }
            BigDecimal available = decimal(message.get(names.available()), names.available());
            if (available != null && available.signum() < 0) {
                throw unreadable("expected '" + names.available() + "' to be at least 0");
            }
            return new TickMessage(
                    new Symbol(text(message.get(names.symbol()), names.symbol())),
                    new TickSource("mqtt:" + topic),
                    sequence,
                    new Price(required(decimal(message.get(names.price()), names.price()), names.price())),
                    available == null ? null : Decimals.plain(names.available(), available),
                    time);
        } catch (IllegalArgumentException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode parse(byte[] payload) throws UnusableMessage {
        try {
            JsonNode message = Json.STRICT.readTree(payload);
            if (message != null && message.isObject()) {
                return message;
            }
        } catch (JacksonException e) {
            throw unreadable(Json.explain(e));
        }
        throw unreadable("expected a JSON object");
    }

    private static String text(@Nullable JsonNode node, String name) throws UnusableMessage {
        if (node == null || !node.isString()) {
            throw unreadable("expected '" + name + "' as text");
        }
        return node.stringValue();
    }

    private static <T> T required(@Nullable T value, String name) throws UnusableMessage {
        if (value == null) {
            throw unreadable("expected '" + name + "'");
        }
        return value;
    }

    private static @Nullable BigDecimal decimal(@Nullable JsonNode node, String name) throws UnusableMessage {
        if (node == null || node.isNull()) {
            return null;
        }
        try {
            if (node.isNumber()) {
                return node.decimalValue();
            }
            if (node.isString()) {
                return new BigDecimal(node.stringValue());
            }
        } catch (NumberFormatException | JacksonException e) {
            // told below
        }
        throw unreadable("expected '" + name + "' as a number");
    }

    private static @Nullable Long sequence(@Nullable JsonNode node, String name) throws UnusableMessage {
        if (node == null || node.isNull()) {
            return null;
        }
        if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0) {
            return node.longValue();
        }
        throw unreadable("expected '" + name + "' as a whole number of at least 0");
    }

    private static @Nullable Instant time(@Nullable JsonNode node, String name) throws UnusableMessage {
        if (node == null || node.isNull()) {
            return null;
        }
        try {
            Instant time = node.isNumber() ? time(node.decimalValue()) : time(text(node, name));
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // told below
        }
        throw unreadable("expected '" + name + "' like 2026-01-31T09:30:00Z, or as seconds or milliseconds since 1970");
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutOffset) {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        }
    }

    private static Instant time(BigDecimal number) {
        if ((long) number.precision() - number.scale() > 15) {
            throw new ArithmeticException("far beyond the year 9999");
        }
        boolean milliseconds = number.compareTo(FIRST_MILLISECONDS) >= 0;
        BigDecimal micros = number.movePointRight(milliseconds ? 3 : 6);
        long whole = micros.longValue();
        return Instant.ofEpochSecond(Math.floorDiv(whole, 1_000_000L), Math.floorMod(whole, 1_000_000L) * 1000);
    }

    private static UnusableMessage unreadable(String why) {
        return new UnusableMessage(Reason.UNREADABLE, why);
    }
}
