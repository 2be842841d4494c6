package dev.gembourse.chaos;

import dev.gembourse.stack.supervisor.SupervisedPart;
import dev.gembourse.stack.supervisor.Together;
import dev.gembourse.tools.client.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Brokers of three die, each of which has every record; two must have it before it is acknowledged. */
final class ClusterFaults {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int UNAVAILABLE = 503;

    private ClusterFaults() {}

    static List<Fault> all(boolean cluster) {
        String obstacle = cluster ? null : "needs --cluster";
        return List.of(
                new Fault("broker-of-three-killed", 9, "one of three brokers is gone for a while", ClusterFaults::one)
                        .unless(obstacle),
                new Fault("brokers-of-three-killed", 9, "two of three brokers are gone", ClusterFaults::two)
                        .unless(obstacle));
    }

    private static String one(Scene scene, RandomGenerator random) throws Exception {
        List<SupervisedPart> brokers = scene.stack().brokers();
        SupervisedPart victim = brokers.get(random.nextInt(brokers.size()));
        victim.kill();
        try {
            Thread.sleep(random.nextLong(1_000, 5_000));
            // Accepted and settled by the two that are left.
            scene.awaitSettled(scene.load()
                    .publish(List.of(Load.deposit(
                            scene.load().players().anyone(random), "two-left-" + random.nextLong(), "0.25"))));
        } finally {
            victim.start();
        }
        return victim.name() + " was gone, the others went on";
    }

    private static String two(Scene scene, RandomGenerator random) throws Exception {
        List<SupervisedPart> victims = new ArrayList<>(scene.stack().brokers());
        Collections.shuffle(victims, new Random(random.nextLong()));
        victims.removeLast();
        victims.forEach(SupervisedPart::kill);
        try {
            Scene.await("the gateway to turn commands away", SOON, () -> isTurnedAway(scene, random));
            Thread.sleep(random.nextLong(1_000, 5_000));
        } finally {
            Together.run(
                    victims.stream().map(victim -> (Runnable) victim::start).toArray(Runnable[]::new));
        }
        return victims.stream().map(SupervisedPart::name).toList() + " were gone, commands were turned away with 503";
    }

    /** One that was not, because a broker had it in time, counts as accepted like any other. */
    private static boolean isTurnedAway(Scene scene, RandomGenerator random) {
        Request request =
                Request.deposit(scene.load().players().anyone(random), "one-left-" + random.nextLong(), "1.00");
        Reply reply = scene.load().sendOnce(request);
        boolean away = reply.status() == UNAVAILABLE;
        Scene.require(!away || reply.header("Retry-After").isPresent(), "expected Retry-After with 503");
        return away;
    }
}
