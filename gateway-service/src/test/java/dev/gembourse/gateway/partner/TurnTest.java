package dev.gembourse.gateway.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.gateway.partner.Turn.Fate.Relayed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TurnTest {

    private static final TopicPartition PLACE = new TopicPartition("partner.acme.v1", 0);

    private final Turn turn = new Turn(new ConsumerRecords<>(
            Map.of(
                    PLACE,
                    IntStream.range(0, 3)
                            .mapToObj(offset -> new ConsumerRecord<>(
                                    PLACE.topic(), PLACE.partition(), (long) offset, new byte[0], new byte[0]))
                            .toList()),
            Map.of()));

    @Test
    void whatKafkaHasRefusedIsHandedOverAgainWithAllAfterItSoThatTheOrderStays() {
        CompletableFuture<Void> refused = new CompletableFuture<>();
        for (CompletableFuture<Void> acknowledged :
                List.of(CompletableFuture.<Void>completedFuture(null), refused, new CompletableFuture<Void>())) {
            turn.next(new Relayed("Deposit", acknowledged));
        }
        assertThat(turn.open()).isEmpty();

        refused.completeExceptionally(new IllegalStateException("refused"));

        assertThatThrownBy(() -> turn.awaitAcknowledgements(Duration.ZERO)).isInstanceOf(ExecutionException.class);
        assertThat(turn.open()).extracting(arrival -> arrival.record().offset()).containsExactly(1L, 2L);
    }
}
