package dev.gembourse.peer;

import dev.gembourse.events.wire.Topics;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** A transaction per poll and partition, written by JDBC batches. */
@Component
@Profile("batch")
class BatchListener {

    private final PlainSettlement settlement;

    BatchListener(PlainSettlement settlement) {
        this.settlement = settlement;
    }

    @KafkaListener(topics = Topics.TRADING_COMMANDS, batch = "true")
    void on(List<ConsumerRecord<String, byte[]>> records) throws SQLException {
        Map<Integer, List<ConsumerRecord<String, byte[]>>> partitions = records.stream()
                .collect(Collectors.groupingBy(ConsumerRecord::partition, TreeMap::new, Collectors.toList()));
        for (Map.Entry<Integer, List<ConsumerRecord<String, byte[]>>> partition : partitions.entrySet()) {
            settlement.settle(partition.getKey(), partition.getValue());
        }
    }
}
