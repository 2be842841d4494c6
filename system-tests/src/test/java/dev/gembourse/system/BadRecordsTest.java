package dev.gembourse.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Message;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.tools.client.Submission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What other services may put on the topic of commands by mistake. Each bad record stands between two good ones. */
@ExtendWith(Running.class)
class BadRecordsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A record as it is, and the reason for which it must be quarantined. */
    private record Bad(byte @Nullable [] key, @Nullable String type, byte @Nullable [] value, String reason) {}

    @Test
    void badRecordsAreQuarantinedWithTheirReasonAndTheirNeighboursSettle(TheSystem system) throws Exception {
        Player player = system.player("1");
        List<Bad> bad = badRecords(player);
        Map<Bad, RecordMetadata> places = new LinkedHashMap<>();
        List<OperationId> good = new ArrayList<>();

        try (KafkaProducer<byte[], byte[]> kafka = producer(system)) {
            RecordMetadata neighbour = sendGood(kafka, player, good, system);
            for (Bad record : bad) {
                places.put(
                        record,
                        kafka.send(record(record, neighbour.partition())).get());
                sendGood(kafka, player, good, system);
            }
            RecordMetadata elsewhere =
                    kafka.send(strayed(player, neighbour.partition())).get();
            assertThat(reasonAt(system, elsewhere)).isEqualTo("WRONG_PARTITION");
        }

        OperationView last = null;
        for (OperationId operation : good) {
            last = system.gateway().outcome(new Submission(operation, "/v1/operations/" + operation), PATIENCE);
            assertThat(last.status()).isEqualTo(Status.SETTLED);
        }
        assertThat(player.cashAfter(Objects.requireNonNull(last))).isEqualByComparingTo("" + (1 + good.size()));
        for (Map.Entry<Bad, RecordMetadata> place : places.entrySet()) {
            assertThat(reasonAt(system, place.getValue()))
                    .isEqualTo(place.getKey().reason());
        }
        assertThat(system.findings()).isEmpty();
    }

    private static List<Bad> badRecords(Player player) {
        byte[] key = player.id().toString().getBytes(UTF_8);
        Message good = Contracts.TRADING_COMMANDS.write(deposit(player, "never"));
        String type = good.type();
        String json = new String(good.value(), UTF_8);
        return List.of(
                new Bad(key, type, null, "EMPTY_VALUE"),
                new Bad(null, type, good.value(), "BAD_KEY"),
                new Bad(key, null, good.value(), "MISSING_TYPE"),
                new Bad(key, "dev.gembourse.trading.Steal.v1", good.value(), "UNKNOWN_TYPE"),
                new Bad(key, type.replace(".v1", ".v99"), good.value(), "UNSUPPORTED_VERSION"),
                new Bad(key, type, "{\"contract\"".getBytes(UTF_8), "MALFORMED_JSON"),
                new Bad(key, type, json.replace("\"1\"", "1e400").getBytes(UTF_8), "INVALID_CONTENT"),
                new Bad(key, type, json.replace("\"1\"", "\"NaN\"").getBytes(UTF_8), "INVALID_CONTENT"),
                new Bad(
                        key,
                        type,
                        json.replace("\"1\"", "\"1\",\"amount\":\"1\"").getBytes(UTF_8),
                        "MALFORMED_JSON"),
                new Bad(
                        key,
                        type,
                        json.replace(Topics.TRADING_COMMANDS, "others").getBytes(UTF_8),
                        "WRONG_CONTRACT"),
                new Bad(
                        key,
                        type,
                        json.replace(player.id().toString(), new UUID(0, 5).toString())
                                .getBytes(UTF_8),
                        "KEY_MISMATCH"),
                new Bad(key, type, new byte[] {'{', '"', (byte) 0xC3}, "MALFORMED_JSON"));
    }

    private static RecordMetadata sendGood(
            KafkaProducer<byte[], byte[]> kafka, Player player, List<OperationId> good, TheSystem system)
            throws Exception {
        Deposit deposit = deposit(player, system.name("good"));
        good.add(deposit.operationId());
        Message message = Contracts.TRADING_COMMANDS.write(deposit);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(message.topic(), message.key().getBytes(UTF_8), message.value());
        record.headers().add(Headers.TYPE, message.type().getBytes(UTF_8));
        return kafka.send(record).get();
    }

    private static ProducerRecord<byte[], byte[]> record(Bad bad, int partition) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.TRADING_COMMANDS, partition, bad.key(), bad.value());
        if (bad.type() != null) {
            record.headers().add(Headers.TYPE, bad.type().getBytes(UTF_8));
        }
        return record;
    }

    /** A good command in a partition that is not its key's. */
    private static ProducerRecord<byte[], byte[]> strayed(Player player, int itsPartition) {
        Message message = Contracts.TRADING_COMMANDS.write(deposit(player, "strayed"));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                message.topic(), (itsPartition + 1) % 4, message.key().getBytes(UTF_8), message.value());
        record.headers().add(Headers.TYPE, message.type().getBytes(UTF_8));
        return record;
    }

    private static Deposit deposit(Player player, String key) {
        return new Deposit(
                OperationId.of(player.id().toString(), key), player.id(), Money.of("USD", "1"), Instant.now());
    }

    private static @Nullable String reasonAt(TheSystem system, RecordMetadata place) throws Exception {
        return await().atMost(PATIENCE).until(() -> quarantined(system, place), Objects::nonNull);
    }

    private static @Nullable String quarantined(TheSystem system, RecordMetadata place) throws Exception {
        String sql = "select reason from trading.quarantine where partition = ? and \"offset\" = ?";
        try (Connection database = system.tradingDatabase();
                PreparedStatement select = database.prepareStatement(sql)) {
            select.setInt(1, place.partition());
            select.setLong(2, place.offset());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(TheSystem system) {
        return new KafkaProducer<>(system.stack().kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer());
    }
}
