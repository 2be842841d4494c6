package dev.gembourse.chaos;

import dev.gembourse.chaos.Fault.Strike;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Compilation;
import dev.gembourse.stack.process.Ports;
import dev.gembourse.stack.service.Service;
import dev.gembourse.stack.service.ServicePrograms;
import dev.gembourse.stack.service.Services;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.stack.supervisor.SupervisedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Services die, stand still, and run twice. */
final class ServiceFaults {

    private static final List<String> BEFORE_PUBLICATION =
            List.of("after-poll", "in-transaction", "before-commit", "after-commit");
    private static final List<String> IN_PUBLICATION = List.of("before-publish", "after-ack");
    private static final int LATEST_BATCH = 20;
    private static final int KILLED = 137;
    private static final int THREAD_DIED = 70;

    /** More than the engine's session time-out of 10 s. */
    private static final Duration LONGER_THAN_A_SESSION = Duration.ofSeconds(13);

    private static final Duration MANY_DEATHS = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofMinutes(2);

    private ServiceFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("gateway-killed", 1, "kill -9 of the gateway", killed(Stack::gateway)),
                new Fault("processor-killed", 2, "kill -9 of the processor", killed(Stack::processor)),
                new Fault(
                        "processor-dies-settling",
                        2,
                        "the processor dies at a failpoint around a commit",
                        diesAt(Stack::processor, "trading", BEFORE_PUBLICATION)),
                new Fault(
                        "processor-dies-publishing",
                        4,
                        "the processor dies before it has noted what it published",
                        diesAt(Stack::processor, "trading", IN_PUBLICATION)),
                new Fault("leaderboard-killed", 5, "kill -9 of the leaderboard", killed(Stack::leaderboard)),
                new Fault(
                        "leaderboard-dies-awarding",
                        5,
                        "the leaderboard dies at a failpoint",
                        diesAt(Stack::leaderboard, "leaderboard", BEFORE_PUBLICATION)),
                new Fault(
                        "processor-replaced",
                        6,
                        "the processor stands still, a second one takes over, the first goes on",
                        ServiceFaults::replaced),
                new Fault(
                        "processor-stopped",
                        7,
                        "the processor stands still for longer than its session",
                        ServiceFaults::stopped),
                new Fault(
                        "record-kills-processor",
                        17,
                        "the processor dies each time it meets a certain command",
                        ServiceFaults::killedByRecord),
                new Fault(
                        "thread-dies",
                        27,
                        "a thread of a service dies of an error that nobody catches",
                        ServiceFaults::threadDies),
                new Fault(
                        "second-processor",
                        24,
                        "a second processor joins by mistake, and is killed",
                        ServiceFaults::joined));
    }

    /** Kills the process and leaves the rest to the supervision. */
    static Strike killed(Function<Stack, SupervisedPart> which) {
        return (scene, random) -> {
            SupervisedPart part = which.apply(scene.stack());
            Child child = part.child();
            part.crash();
            Scene.require(!child.isAlive(), "expected " + part.name() + " to be dead but it is alive");
            return "killed process " + child.pid();
        };
    }

    /** Restarts the process so that it dies at a point, at a random batch. */
    private static Strike diesAt(Function<Stack, SupervisedPart> which, String stage, List<String> points) {
        return (scene, random) -> {
            String point = points.get(random.nextInt(points.size()));
            int nth = 1 + random.nextInt(LATEST_BATCH);
            scene.failpoint().arm(stage, point, nth);
            awaitDeath(scene, which.apply(scene.stack()), point, KILLED);
            return "died at " + point + " number " + nth;
        };
    }

    /** Restarts a service so that one of its threads dies, which must end the whole process. */
    private static String threadDies(Scene scene, RandomGenerator random) throws Exception {
        boolean board = random.nextBoolean();
        SupervisedPart part =
                board ? scene.stack().leaderboard() : scene.stack().processor();
        String stage = board ? "leaderboard" : "trading";
        String point = BEFORE_PUBLICATION.get(random.nextInt(BEFORE_PUBLICATION.size()));
        int nth = 1 + random.nextInt(LATEST_BATCH);
        scene.failpoint().armThread(stage, point, nth);
        awaitDeath(scene, part, point, THREAD_DIED);
        return "a thread of %s died at %s number %d, and the process with it".formatted(part.name(), point, nth);
    }

    /** Lets a part be started again, with what is armed, and die of it. */
    private static void awaitDeath(Scene scene, SupervisedPart part, String point, int exitCode) throws Exception {
        Child before = part.child();
        try {
            part.crash();
            Scene.await(part.name() + " to be started again", SOON, () -> part.pid() != before.pid());
            Child doomed = part.child();
            Scene.await(part.name() + " to become ready or die", SOON, () -> part.isReady() || !doomed.isAlive());
            scene.failpoint().disarm();
            Scene.await(part.name() + " to die at " + point, SOON, () -> !doomed.isAlive());
            Scene.require(
                    doomed.exitCode().orElse(0) == exitCode,
                    "expected %s to die at %s with exit code %d but got %s"
                            .formatted(part.name(), point, exitCode, doomed.exitCode()));
        } finally {
            scene.failpoint().disarm();
        }
    }

    private static String killedByRecord(Scene scene, RandomGenerator random) throws Exception {
        SupervisedPart processor = scene.stack().processor();
        AccountId account = scene.load().players().anyone(random);
        int before = processor.restarts();
        processor.pause();
        try {
            RecordMetadata place =
                    scene.load().publish(List.of(Load.deposit(account, "killer-" + random.nextLong(), "0.25")));
            scene.failpoint().arm("trading", place);
            scene.killers().add(place);
            processor.crash();
            Scene.await(
                    place + " to be quarantined", MANY_DEATHS, () -> "PROCESS_DIED".equals(scene.quarantined(place)));
            return "quarantined at %d.%d after %d deaths"
                    .formatted(place.partition(), place.offset(), processor.restarts() - before - 1);
        } finally {
            scene.failpoint().disarm();
            processor.crash();
        }
    }

    private static String stopped(Scene scene, RandomGenerator random) throws InterruptedException {
        SupervisedPart processor = scene.stack().processor();
        processor.pause();
        try {
            Thread.sleep(LONGER_THAN_A_SESSION);
        } finally {
            processor.resume();
        }
        return "stood still for " + LONGER_THAN_A_SESSION.toSeconds() + " s";
    }

    private static String joined(Scene scene, RandomGenerator random) throws Exception {
        Service second = second(scene);
        second.start();
        try {
            Thread.sleep(random.nextLong(1_000, 5_000));
            Scene.require(second.isRunning(), "expected the second processor to run but it has ended");
        } finally {
            second.kill();
        }
        return "process " + second.pid() + " joined and was killed";
    }

    private static String replaced(Scene scene, RandomGenerator random) throws Exception {
        SupervisedPart first = scene.stack().processor();
        Service second = second(scene);
        second.start();
        try {
            first.pause();
            try {
                Map<Integer, Long> before = scene.settled();
                Scene.await(
                        "the second processor to settle in every partition",
                        SOON,
                        () -> scene.settled().entrySet().stream()
                                .allMatch(now -> now.getValue() > before.getOrDefault(now.getKey(), -1L)));
            } finally {
                first.resume();
            }
            Thread.sleep(random.nextLong(500, 3_000));
        } finally {
            second.kill();
        }
        return "process " + second.pid() + " settled in every partition meanwhile";
    }

    /** A second processor on the same broker and database. */
    private static Service second(Scene scene) throws IOException {
        Stack stack = scene.stack();
        Path home = scene.home().resolve("second");
        Files.createDirectories(home.resolve("logs"));
        Files.createDirectories(home.resolve("tmp"));
        return new Services(
                        home,
                        new Services.Kafka(stack.bootstrap(), null),
                        stack.database(),
                        ServicePrograms.BUILT,
                        Compilation.QUICK.options(),
                        scene.equipment().environment())
                .processor(Ports.free());
    }
}
