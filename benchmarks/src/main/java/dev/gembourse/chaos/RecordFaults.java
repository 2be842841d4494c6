package dev.gembourse.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Message;
import dev.gembourse.events.wire.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Records come twice, and records come that should never have been sent. */
final class RecordFaults {

    private static final int TWO_MEGABYTES = 2 * 1024 * 1024;

    /** A record as it is, and why it must be quarantined. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to Kafka as it is
    private record Bad(byte @Nullable [] key, @Nullable String type, byte @Nullable [] value, String reason) {}

    private RecordFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("rewound", 13, "a partition is rewound to its first record", RecordFaults::rewound),
                new Fault("same-command-again", 14, "a command stands in the log twice", RecordFaults::again),
                new Fault(
                        "other-content", 14, "a command comes with the key of another one", RecordFaults::otherContent),
                new Fault("wrong-partition", 15, "a command in another key's partition", RecordFaults::strayed),
                new Fault("bad-records", 16, "corrupt, empty, foreign and mistyped records", RecordFaults::bad),
                new Fault("record-too-large", 18, "a record of 2 MB from another service", RecordFaults::large));
    }

    private static String rewound(Scene scene, RandomGenerator random) throws Exception {
        List<Integer> partitions = List.copyOf(scene.settled().keySet());
        int partition = partitions.get(random.nextInt(partitions.size()));
        long offset = scene.killers().behind(partition);
        scene.operator("trading").does("rewind", partition, offset);
        return "partition " + partition + " to offset " + offset;
    }

    private static String again(Scene scene, RandomGenerator random) throws Exception {
        Deposit deposit = deposit(scene, random, "0.25");
        scene.awaitSettled(scene.load().publish(List.of(deposit)));
        RecordMetadata second = scene.load().publish(List.of(deposit));
        scene.awaitSettled(second);
        return "once more at " + second.partition() + "." + second.offset();
    }

    private static String otherContent(Scene scene, RandomGenerator random) throws Exception {
        String key = key("other", random);
        AccountId account = scene.load().players().anyone(random);
        scene.awaitSettled(scene.load().publish(List.of(Load.deposit(account, key, "0.25"))));
        RecordMetadata second = scene.load().publish(List.of(Load.deposit(account, key, "0.75")));
        scene.awaitSettled(second);
        return "another amount at " + second.partition() + "." + second.offset();
    }

    private static String strayed(Scene scene, RandomGenerator random) throws Exception {
        RecordMetadata home = scene.load().publish(List.of(deposit(scene, random, "0.25")));
        Message message = Contracts.TRADING_COMMANDS.write(deposit(scene, random, "0.25"));
        try (KafkaProducer<byte[], byte[]> kafka = producer(scene)) {
            int partitions = kafka.partitionsFor(message.topic()).size();
            int itsOwn = ownPartition(message, partitions);
            int other = (itsOwn + 1 + random.nextInt(partitions - 1)) % partitions;
            RecordMetadata place =
                    send(kafka, other, new Bad(message.key().getBytes(UTF_8), message.type(), message.value(), ""));
            scene.awaitSettled(home);
            expectQuarantined(scene, place, "WRONG_PARTITION");
            return "quarantined at " + place.partition() + "." + place.offset();
        }
    }

    private static int ownPartition(Message message, int partitions) {
        byte[] key = message.key().getBytes(UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    private static String bad(Scene scene, RandomGenerator random) throws Exception {
        Deposit good = deposit(scene, random, "0.25");
        int partition = scene.load().publish(List.of(good)).partition();
        List<Bad> records = badRecords(good);
        List<RecordMetadata> places = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> kafka = producer(scene)) {
            for (Bad record : records) {
                places.add(send(kafka, partition, record));
            }
        }
        Deposit neighbour = Load.deposit(good.accountId(), key("neighbour", random), "0.25");
        scene.awaitSettled(scene.load().publish(List.of(neighbour)));
        for (int i = 0; i < records.size(); i++) {
            expectQuarantined(scene, places.get(i), records.get(i).reason());
        }
        return "quarantined " + records.size() + " records, the next good one was settled";
    }

    private static String large(Scene scene, RandomGenerator random) throws InterruptedException {
        byte[] key = scene.load().players().anyone(random).toString().getBytes(UTF_8);
        try (KafkaProducer<byte[], byte[]> kafka = producer(scene)) {
            RecordMetadata taken = send(kafka, 0, new Bad(key, "any", new byte[TWO_MEGABYTES], ""));
            throw new IllegalStateException("expected the broker to refuse 2 MB but it took them at " + taken.offset());
        } catch (ExecutionException e) {
            Scene.require(e.getCause() instanceof RecordTooLargeException, "expected another refusal than " + e);
            return "refused by the broker";
        }
    }

    private static List<Bad> badRecords(Deposit good) {
        Message message = Contracts.TRADING_COMMANDS.write(good);
        byte[] key = message.key().getBytes(UTF_8);
        String type = message.type();
        String json = new String(message.value(), UTF_8);
        return List.of(
                new Bad(key, type, null, "EMPTY_VALUE"),
                new Bad(null, type, message.value(), "BAD_KEY"),
                new Bad(key, null, message.value(), "MISSING_TYPE"),
                new Bad(key, "dev.gembourse.trading.Steal.v1", message.value(), "UNKNOWN_TYPE"),
                new Bad(key, type.replace(".v1", ".v99"), message.value(), "UNSUPPORTED_VERSION"),
                new Bad(key, type, "{\"contract\"".getBytes(UTF_8), "MALFORMED_JSON"),
                new Bad(key, type, new byte[] {'{', '"', (byte) 0xC3}, "MALFORMED_JSON"),
                changed(key, type, json, "\"0.25\"", "1e400", "INVALID_CONTENT"),
                changed(key, type, json, "\"0.25\"", "\"NaN\"", "INVALID_CONTENT"),
                changed(key, type, json, "\"0.25\"", "\"0.25\",\"amount\":\"1\"", "MALFORMED_JSON"),
                changed(key, type, json, Topics.TRADING_COMMANDS, "others", "WRONG_CONTRACT"),
                changed(key, type, json, message.key(), new UUID(0, 5).toString(), "KEY_MISMATCH"));
    }

    private static Bad changed(byte[] key, String type, String json, String from, String to, String reason) {
        Scene.require(json.contains(from), "expected " + from + " in " + json);
        return new Bad(key, type, json.replace(from, to).getBytes(UTF_8), reason);
    }

    private static RecordMetadata send(KafkaProducer<byte[], byte[]> kafka, int partition, Bad bad)
            throws InterruptedException, ExecutionException {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.TRADING_COMMANDS, partition, bad.key(), bad.value());
        String type = bad.type();
        if (type != null) {
            record.headers().add(Headers.TYPE, type.getBytes(UTF_8));
        }
        return kafka.send(record).get();
    }

    private static void expectQuarantined(Scene scene, RecordMetadata place, String reason) throws Exception {
        scene.awaitSettled(place);
        String actual = scene.quarantined(place);
        Scene.require(
                Objects.equals(actual, reason),
                "expected " + place + " to be quarantined for " + reason + " but got " + actual);
    }

    private static Deposit deposit(Scene scene, RandomGenerator random, String amount) {
        return Load.deposit(scene.load().players().anyone(random), key("record", random), amount);
    }

    private static String key(String beginning, RandomGenerator random) {
        return beginning + "-" + Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
    }

    private static KafkaProducer<byte[], byte[]> producer(Scene scene) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        scene.stack().bootstrap(),
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        2 * TWO_MEGABYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
