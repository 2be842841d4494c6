package dev.gembourse.chaos;

import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.stack.supervisor.SupervisedPart;
import dev.gembourse.tools.client.Gateway;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Where faults strike: a stack of our own under load. */
record Scene(
        Path home,
        Stack stack,
        FailpointFile failpoint,
        Gateway gateway,
        Load load,
        Killers killers,
        Equipment equipment) {

    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final Duration SOON = Duration.ofMinutes(2);

    /** Whether something is so by now. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    /** @throws IllegalStateException when it takes longer */
    static void await(String what, Duration atMost, Condition condition) throws Exception {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("expected " + what + " within " + atMost.toSeconds() + " s");
            }
            Thread.sleep(GLANCE);
        }
    }

    /** Returns when every part serves again; the supervision then forgets how often it had to start one. */
    void awaitReady() throws Exception {
        await(
                "every part to serve again",
                Duration.ofMinutes(3),
                () -> stack.parts().stream().allMatch(SupervisedPart::isReady));
        stack.parts().forEach(SupervisedPart::start);
    }

    Connection trading() throws SQLException {
        return DriverManager.getConnection(stack.jdbcUrl("trading"), stack.databaseUser(), stack.databasePassword());
    }

    /** @param area {@code trading} or {@code market} */
    Operator operator(String area) {
        return new Operator(stack.processorUrl(), area);
    }

    /** How far settlement is in each partition. */
    Map<Integer, Long> settled() throws SQLException {
        Map<Integer, Long> offsets = new TreeMap<>();
        try (Connection trading = trading();
                PreparedStatement select =
                        trading.prepareStatement("select partition, next_offset from trading.progress");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                offsets.put(row.getInt(1), row.getLong(2));
            }
        }
        return offsets;
    }

    /** Returns when settlement has dealt with a record. */
    void awaitSettled(RecordMetadata record) throws Exception {
        awaitSettled(List.of(record));
    }

    /** Returns when settlement has dealt with records; of each partition's they are in order. */
    void awaitSettled(List<RecordMetadata> records) throws Exception {
        Map<Integer, Long> last = new TreeMap<>();
        records.forEach(record -> last.put(record.partition(), record.offset()));
        await("settlement to pass " + last, SOON, () -> {
            Map<Integer, Long> settled = settled();
            return last.entrySet().stream()
                    .allMatch(place -> settled.getOrDefault(place.getKey(), 0L) > place.getValue());
        });
    }

    /** Why a record is in quarantine; null when it is not. */
    @Nullable
    String quarantined(RecordMetadata record) throws SQLException {
        String sql = "select reason from trading.quarantine where partition = ? and \"offset\" = ?";
        try (Connection trading = trading();
                PreparedStatement select = trading.prepareStatement(sql)) {
            select.setInt(1, record.partition());
            select.setLong(2, record.offset());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalStateException(message);
        }
    }
}
