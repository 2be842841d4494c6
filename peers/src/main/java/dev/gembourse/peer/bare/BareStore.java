package dev.gembourse.peer.bare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/** Keeps what a poll brought in one transaction of one statement and one round trip, and then says so of each record. */
@Component
@Profile("bare-store")
class BareStore implements ApplicationRunner {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final String INSERT = "insert into trade (key, value) select * from unnest(?::text[], ?::bytea[])";

    private final BareTopics topics;
    private final DataSource database;
    private final ConsumerFactory<String, byte[]> consumers;
    private final ProducerFactory<String, byte[]> producers;
    private volatile @Nullable Exception notSent;

    BareStore(
            BareTopics topics,
            DataSource database,
            ConsumerFactory<String, byte[]> consumers,
            ProducerFactory<String, byte[]> producers) {
        this.topics = topics;
        this.database = database;
        this.consumers = consumers;
        this.producers = producers;
    }

    /** Until the process is ended; what goes wrong ends it: an outcome that could not be sent, at the next turn. */
    @Override
    public void run(ApplicationArguments arguments) throws SQLException {
        try (Consumer<String, byte[]> consumer = BareTopics.read(topics.trades(), consumers);
                Producer<String, byte[]> producer = producers.createProducer();
                Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            while (true) {
                expectNoFailure();
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    keep(records, connection, insert);
                    records.forEach(record -> tell(record.key(), producer));
                }
            }
        }
    }

    /** The connection commits by itself what is executed, durably. */
    private static void keep(ConsumerRecords<String, byte[]> records, Connection connection, PreparedStatement insert)
            throws SQLException {
        List<String> keys = new ArrayList<>(records.count());
        List<byte[]> values = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            keys.add(record.key());
            values.add(record.value());
        }
        insert.setArray(1, connection.createArrayOf("text", keys.toArray(String[]::new)));
        insert.setArray(2, connection.createArrayOf("bytea", values.toArray(byte[][]::new)));
        insert.executeUpdate();
    }

    private void tell(String key, Producer<String, byte[]> producer) {
        byte[] outcome = ("{\"trade\":\"" + key + "\",\"outcome\":\"KEPT\"}").getBytes(UTF_8);
        var _ = producer.send(new ProducerRecord<>(topics.outcomes(), key, outcome), (_, failure) -> {
            if (failure != null) {
                notSent = failure;
            }
        });
    }

    private void expectNoFailure() {
        Exception failure = notSent;
        if (failure != null) {
            throw new IllegalStateException("expected every outcome to be sent", failure);
        }
    }
}
