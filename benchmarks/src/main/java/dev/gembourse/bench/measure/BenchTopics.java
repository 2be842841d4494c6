package dev.gembourse.bench.measure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics that a measurement has for itself. */
public final class BenchTopics {

    private BenchTopics() {}

    /** Creates them, each with so many partitions. */
    public static void create(String bootstrap, int partitions, String... names) throws InterruptedException {
        List<NewTopic> topics = Stream.of(names)
                .map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty()))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("expected the broker to create " + List.of(names) + ": " + e.getCause(), e);
        }
    }
}
