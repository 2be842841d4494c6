package dev.gembourse.simulator;

import static dev.gembourse.simulator.Findings.require;

import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.UnreadableMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What was asked for in one partition: the records that must have been decided, by their offsets. */
final class CommandLog {

    private static final String PROCESS_DIED = "PROCESS_DIED";

    private CommandLog() {}

    /**
     * I2: each record is either decided or in quarantine, and there only if it cannot be read, or if so many processes have
     * died under it that it had to be suspected.
     *
     * @param isolates whether records were suspected
     */
    static <C> Map<Long, C> decided(
            Log log, Database database, String stage, Contract<C> contract, int partition, boolean isolates) {
        Map<Long, C> commands = new LinkedHashMap<>();
        List<ConsumerRecord<byte[], byte[]>> records = log.records(new TopicPartition(contract.topic(), partition));
        Table quarantine = database.table(stage + ".quarantine");
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Row quarantined = quarantine.committed.get(List.of(contract.topic(), (long) partition, record.offset()));
            C command = read(contract, record);
            boolean died = quarantined != null && quarantined.has("reason", PROCESS_DIED);
            require(
                    isolates && died || (command == null) == (quarantined != null),
                    "I2: record %d of %s-%d: %s",
                    record.offset(),
                    contract.topic(),
                    partition,
                    quarantined == null ? "cannot be read but is not in quarantine" : quarantined);
            if (command != null && quarantined == null) {
                commands.put(record.offset(), command);
            }
        }
        return commands;
    }

    static <C> @Nullable C read(Contract<C> contract, ConsumerRecord<byte[], byte[]> record) {
        try {
            return contract.read(
                    Records.text(record.key()), Records.header(record.headers(), Headers.TYPE), record.value());
        } catch (UnreadableMessage e) {
            return null;
        }
    }
}
