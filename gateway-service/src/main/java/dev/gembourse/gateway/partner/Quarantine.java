package dev.gembourse.gateway.partner;

import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The records of partners that were not relayed, with the reason. */
@Component
class Quarantine {

    /** Where a record stands, and since when: a topic that was made anew has the same places. */
    private record Place(String topic, int partition, long offset, Instant since) {

        static Place of(ConsumerRecord<byte[], byte[]> record) {
            return new Place(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    writtenAt(record).toInstant());
        }
    }

    /** A record to be set aside. */
    record SetAside(Arrival arrival, NotRelayed why) {}

    private static final int KEPT_OF_TOO_LARGE = 16 * 1024;
    private static final int MOST_HEADERS = 50;
    private static final int LONGEST_HEADER = 1_000;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Quarantine(JdbcClient sql, TransactionTemplate transaction, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Adds all, or none. One that is there already stays as it is. */
    void add(List<SetAside> records) {
        if (!records.isEmpty()) {
            transaction.executeWithoutResult(ignored -> records.forEach(this::add));
        }
    }

    /** Of these, those that were set aside before: that is final, whatever is permitted since. */
    Set<Arrival> known(List<Arrival> arrivals) {
        Map<Place, Arrival> places = new HashMap<>();
        arrivals.forEach(arrival -> places.put(Place.of(arrival.record()), arrival));
        return sql
                .sql("""
                select q.topic, q.partition, q."offset", q.written_at
                  from unnest(:topics, :partitions, :offsets) as u (topic, partition, "offset")
                  join partner_quarantine q
                    on q.topic = u.topic and q.partition = u.partition and q."offset" = u."offset"
                """)
                .param("topics", places.keySet().stream().map(Place::topic).toArray(String[]::new))
                .param(
                        "partitions",
                        places.keySet().stream().map(Place::partition).toArray(Integer[]::new))
                .param("offsets", places.keySet().stream().map(Place::offset).toArray(Long[]::new))
                .query((row, ignored) -> new Place(
                        row.getString(1),
                        row.getInt(2),
                        row.getLong(3),
                        row.getTimestamp(4).toInstant()))
                .list()
                .stream()
                .filter(places::containsKey)
                .map(places::get)
                .collect(Collectors.toSet());
    }

    /** Of a partner, the newest first, before one of them. */
    List<Quarantined> list(PartnerName name, long before, int limit) {
        return sql.sql("""
                select id, partition, "offset", written_at, reason, detail, headers, key, size, value, recorded_at
                  from partner_quarantine
                 where name = :name and id < :before
                 order by id desc
                 limit :limit
                """)
                .param("name", name.value())
                .param("before", before)
                .param("limit", limit)
                .query(Quarantine::read)
                .list();
    }

    private static Quarantined read(ResultSet row, int ignored) throws SQLException {
        byte[] key = row.getBytes("key");
        byte[] value = row.getBytes("value");
        String text = value == null ? null : textOrNull(value);
        return new Quarantined(
                row.getLong("id"),
                row.getInt("partition"),
                row.getLong("offset"),
                row.getTimestamp("written_at").toInstant(),
                row.getString("reason"),
                row.getString("detail"),
                List.of(Json.LENIENT.readValue(row.getString("headers"), Quarantined.HeaderView[].class)),
                key == null ? null : textOrNull(key),
                row.getInt("size"),
                text,
                value == null || text != null ? null : base64(value),
                row.getTimestamp("recorded_at").toInstant());
    }

    private void add(SetAside setAside) {
        ConsumerRecord<byte[], byte[]> record = setAside.arrival().record();
        sql.sql("""
                insert into partner_quarantine (name, topic, partition, "offset", written_at, reason, detail, headers, key,
                                                value, size, recorded_at)
                values (:name, :topic, :partition, :offset, :written, :reason, :detail, :headers::jsonb, :key,
                        :value, :size, :recorded)
                    on conflict do nothing
                """)
                .param("name", setAside.arrival().partner().value())
                .param("topic", record.topic())
                .param("partition", record.partition())
                .param("offset", record.offset())
                .param("written", writtenAt(record))
                .param("reason", setAside.why().reason())
                .param("detail", beginning(setAside.why().detail().replace('\0', ' ')))
                .param("headers", headers(record))
                .param("key", beginning(record.key(), LONGEST_HEADER))
                .param("value", kept(record.value()))
                .param("size", record.value() == null ? 0 : record.value().length)
                .param("recorded", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The time may be the sender's, who can have written anything. */
    private static OffsetDateTime writtenAt(ConsumerRecord<byte[], byte[]> record) {
        return Instant.ofEpochMilli(Math.clamp(record.timestamp(), 0, LATEST.toEpochMilli()))
                .atOffset(ZoneOffset.UTC);
    }

    private static byte @Nullable [] kept(byte @Nullable [] value) {
        return value == null || value.length <= Arrival.LARGEST ? value : beginning(value, KEPT_OF_TOO_LARGE);
    }

    private static byte @Nullable [] beginning(byte @Nullable [] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    /** The first headers in order, as text where they are text and in base 64 otherwise. */
    private static String headers(ConsumerRecord<byte[], byte[]> record) {
        List<Map<String, String>> all = new ArrayList<>();
        for (Header header : record.headers()) {
            if (all.size() == MOST_HEADERS) {
                break;
            }
            Map<String, String> one = new LinkedHashMap<>();
            one.put("name", beginning(header.key().replace('\0', ' ')));
            byte[] value = beginning(header.value(), LONGEST_HEADER);
            if (value != null) {
                String text = textOrNull(value);
                one.put(text == null ? "base64" : "text", text == null ? base64(value) : text);
            }
            all.add(one);
        }
        return Json.LENIENT.writeValueAsString(all);
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_HEADER));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Null when these bytes are no text that the database and JSON can hold. */
    private static @Nullable String textOrNull(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
