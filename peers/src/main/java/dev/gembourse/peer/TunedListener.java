package dev.gembourse.peer;

import dev.gembourse.events.wire.Topics;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** A transaction per message, with as few and as plain statements as it takes. */
@Component
@Profile("tuned")
class TunedListener {

    private final PlainSettlement settlement;

    TunedListener(PlainSettlement settlement) {
        this.settlement = settlement;
    }

    @KafkaListener(topics = Topics.TRADING_COMMANDS)
    void on(ConsumerRecord<String, byte[]> record) throws SQLException {
        settlement.settle(record.partition(), List.of(record));
    }
}
