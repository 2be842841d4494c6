package dev.gembourse.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Message;
import dev.gembourse.events.wire.UnreadableMessage;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Commands in, events out. */
@Component
@Profile("!empty & !bare")
class Bus {

    private final KafkaTemplate<String, byte[]> kafka;
    private final String topic;

    Bus(KafkaTemplate<String, byte[]> kafka, @Value("${gembourse.peer.events}") String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    /** The trade that the record asks for; empty when it asks for something else. */
    Optional<PlaceTrade> trade(ConsumerRecord<String, byte[]> record) {
        Header type = record.headers().lastHeader(Headers.TYPE);
        try {
            String name = type == null ? null : new String(type.value(), UTF_8);
            return Contracts.TRADING_COMMANDS.read(record.key(), name, record.value()) instanceof PlaceTrade trade
                    ? Optional.of(trade)
                    : Optional.empty();
        } catch (UnreadableMessage e) {
            return Optional.empty();
        }
    }

    Message message(TradingEvent event) {
        return Contracts.TRADING_EVENTS.write(event);
    }

    void publish(int partition, Message message) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, partition, message.key(), message.value());
        record.headers().add(Headers.TYPE, message.type().getBytes(UTF_8));
        var _ = kafka.send(record);
    }
}
