package dev.gembourse.stack.supervisor;

import dev.gembourse.stack.process.ProcessIdentity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a running stack tells others about itself, in {@code stack.json}.
 *
 * @param ready whether every part has been ready once
 * @param kafkaClientFile settings with which our tools get into Kafka; none when Kafka lets everybody in
 * @param postgresUrl the JDBC URL up to the database's name
 */
public record StackRecord(
        String version,
        ProcessIdentity supervisor,
        Instant startedAt,
        boolean ready,
        String gatewayUrl,
        String kafka,
        @Nullable String kafkaClientFile,
        String postgresUrl,
        List<PartRecord> parts) {
    public StackRecord {
        parts = List.copyOf(parts);
    }

    /**
     * One part.
     *
     * @param process the process of the latest start; none before the first
     * @param url where to ask a service; none for the servers
     */
    public record PartRecord(
            String name,
            int port,
            @Nullable ProcessIdentity process,
            @Nullable Instant startedAt,
            int restarts,
            @Nullable String url,
            String log) {
        public boolean isAlive() {
            return process != null && process.isAlive();
        }
    }
}
