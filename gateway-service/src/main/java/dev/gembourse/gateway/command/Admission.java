package dev.gembourse.gateway.command;

import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.events.wire.Message;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.upstream.Processor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes no more commands for a partition whose oldest one has been waiting for too long: what is accepted should be settled soon.
 * Looks at settlement's lag while commands come; where that does not answer, it is taken for as far behind as it has been silent.
 */
@Component
class Admission implements SmartLifecycle {

    private record Place(String topic, int partition) {}

    /** @param partitions of all topics, for a key's partition follows from their number */
    private record Behind(Set<Place> places, List<PartitionLagView> partitions) {}

    private static final Behind NOTHING = new Behind(Set.of(), List.of());

    private final Processor processor;
    private final AdmissionSettings settings;
    private volatile Behind behind = NOTHING;
    private volatile boolean asked;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();
    private List<PartitionLagView> newest = List.of();
    private long answeredAt = System.nanoTime();

    Admission(Processor processor, AdmissionSettings settings) {
        this.processor = processor;
        this.settings = settings;
    }

    /**
     * Goes on if a command may be taken.
     *
     * @throws ProblemException OVERLOADED
     */
    void require(Message command) {
        asked = true;
        Behind now = behind;
        if (!now.places.isEmpty() && now.places.contains(placeOf(command, now.partitions))) {
            throw ProblemException.of(
                    ProblemCode.OVERLOADED,
                    "settlement is more than %d s behind; reading goes on"
                            .formatted(settings.oldest().toSeconds()));
        }
    }

    private static Place placeOf(Message command, List<PartitionLagView> partitions) {
        long count = partitions.stream()
                .filter(line -> line.topic().equals(command.topic()))
                .count();
        byte[] key = command.key().getBytes(StandardCharsets.UTF_8);
        return new Place(
                command.topic(), count == 0 ? -1 : Utils.toPositive(Utils.murmur2(key)) % Math.toIntExact(count));
    }

    private void look() {
        long silent = 0;
        try {
            newest = processor.lag();
            answeredAt = System.nanoTime();
        } catch (ProblemException e) {
            if (e.code() != ProblemCode.SERVICE_UNAVAILABLE) {
                answeredAt = System.nanoTime(); // it is there, and does not say
                newest = List.of();
            }
            silent = System.nanoTime() - answeredAt;
        }
        BigDecimal limit =
                BigDecimal.valueOf(settings.oldest().minusNanos(silent).toMillis(), 3);
        Set<Place> places = newest.stream()
                .filter(line -> line.seconds().compareTo(limit) > 0)
                .map(line -> new Place(line.topic(), line.partition()))
                .collect(Collectors.toUnmodifiableSet());
        behind = new Behind(places, newest);
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("admission").start(() -> {
            while (running && pause(settings.interval())) {
                if (asked || !behind.places.isEmpty()) {
                    asked = false;
                    look();
                }
            }
        });
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static boolean pause(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
