package dev.gembourse.simulator;

import static dev.gembourse.simulator.Findings.require;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.wire.Headers;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where the operations of one partition come from: what the records say that decided them, where the operation's id is derived from it. */
final class ProvenanceModel {

    private final Map<Object, String> expected = new HashMap<>();

    /** The record has decided the operation. */
    void decided(OperationId operation, ConsumerRecord<byte[], byte[]> record) {
        String source = Records.header(record.headers(), Headers.SOURCE);
        String cause = Records.header(record.headers(), Headers.CAUSATION_ID);
        if (cause != null && operation.equals(OperationId.of("partner:" + source, cause))) {
            expected.put(operation.value(), source + " " + cause);
        }
    }

    void check(Database database, int partition) {
        Map<Object, String> stored = new HashMap<>();
        database.table("trading.provenance").committed.values().stream()
                .filter(row -> row.has("partition", partition))
                .forEach(row ->
                        stored.put(row.uuid("operation_id"), row.text("source") + " " + row.text("causation_id")));
        require(stored.equals(expected), "I3: expected to come from %s but got %s", expected, stored);
    }
}
