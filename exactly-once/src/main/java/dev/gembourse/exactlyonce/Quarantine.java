package dev.gembourse.exactlyonce;

import dev.gembourse.events.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The records that take no effect, kept byte by byte with the reason. */
final class Quarantine {

    /** A rewind may lead to the same record again. */
    private static final String INSERT = """
            insert into quarantine (topic, partition, "offset", reason, detail, key, headers, value, recorded_at)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
            on conflict do nothing
            """;

    private static final String COUNT = """
            select partition, count(*)
              from quarantine
             where topic = ?
             group by partition
            """;

    private final String topic;

    Quarantine(String topic) {
        this.topic = topic;
    }

    void add(Connection transaction, List<Quarantined> records, Instant now) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = transaction.prepareStatement(INSERT)) {
            for (Quarantined quarantined : records) {
                ConsumerRecord<byte[], byte[]> record = quarantined.record();
                statement.setString(1, topic);
                statement.setInt(2, record.partition());
                statement.setLong(3, record.offset());
                statement.setString(4, quarantined.poison().reason());
                statement.setString(5, quarantined.poison().detail());
                statement.setBytes(6, record.key());
                statement.setString(7, headers(record));
                statement.setBytes(8, record.value());
                statement.setObject(9, Fence.timestamp(now));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The number of records in quarantine, by partition. */
    Map<Integer, Long> count(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setString(1, topic);
            try (ResultSet row = statement.executeQuery()) {
                Map<Integer, Long> counts = new HashMap<>();
                while (row.next()) {
                    counts.put(row.getInt(1), row.getLong(2));
                }
                return counts;
            }
        }
    }

    /** The headers in order, as text where they are text and in base 64 otherwise. */
    static String headers(ConsumerRecord<byte[], byte[]> record) {
        List<Map<String, String>> all = new ArrayList<>();
        for (Header header : record.headers()) {
            Map<String, String> one = new HashMap<>();
            one.put("name", header.key().replace('\0', ' '));
            if (header.value() != null) {
                put(one, header.value());
            }
            all.add(one);
        }
        return Json.LENIENT.writeValueAsString(all);
    }

    private static void put(Map<String, String> header, byte[] value) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            if (text.indexOf('\0') < 0) {
                header.put("text", text);
                return;
            }
        } catch (CharacterCodingException e) {
            // not text: kept as bytes below
        }
        header.put("base64", Base64.getEncoder().encodeToString(value));
    }
}
