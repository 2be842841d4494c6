package dev.gembourse.chaos;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Wrapping;
import dev.gembourse.stack.service.Readiness;
import dev.gembourse.stack.supervisor.SupervisedPart;
import dev.gembourse.tools.client.Gateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.random.RandomGenerator;

/** Memory and file descriptors of a service run out, and its clock is moved. */
final class LimitFaults {

    static final String CLOCK_JUMPED = "clock-jumped";

    private static final int HOURS = 2;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int OUT_OF_MEMORY = 3;

    /** New descriptors would have to be below this number, and those are all in use. */
    private static final String TAKEN = "8";

    private LimitFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("heap-exhausted", 27, "a service has too little memory", LimitFaults::heap),
                new Fault("files-exhausted", 27, "a service gets no more file descriptors", LimitFaults::files)
                        .unless(Wrapping.find("prlimit").isPresent() ? null : "needs prlimit (package util-linux)"),
                new Fault(CLOCK_JUMPED, 20, "the services' clock jumps by two hours", LimitFaults::clock)
                        .unless(SkewedClock.obstacle()));
    }

    /** Started again with a heap in which it cannot do its work. */
    private static String heap(Scene scene, RandomGenerator random) throws Exception {
        SupervisedPart service = anyService(scene, random);
        Child before = service.child();
        scene.failpoint().give("-Xmx24m");
        try {
            service.crash();
            Scene.await(service.name() + " to be started again", SOON, () -> service.pid() != before.pid());
            Child small = service.child();
            Scene.await(service.name() + " to end", SOON, () -> !small.isAlive());
            Scene.require(
                    small.exitCode().orElse(0) == OUT_OF_MEMORY,
                    "expected " + service.name() + " to end for want of memory but got " + small.exitCode());
            Scene.require(
                    Files.readString(small.log()).contains("java.lang.OutOfMemoryError"),
                    "expected the log of " + service.name() + " to tell why it ended");
        } finally {
            scene.failpoint().disarm();
        }
        return service.name() + " ended with exit code " + OUT_OF_MEMORY;
    }

    /** New connections get no answer until it may open files again. */
    private static String files(Scene scene, RandomGenerator random) throws Exception {
        SupervisedPart service = anyService(scene, random);
        URI url = URI.create("http://127.0.0.1:" + service.port());
        String limit = limitOf(service.pid());
        setLimit(service.pid(), TAKEN);
        try {
            Scene.await(service.name() + " to turn connections away", SOON, () -> !Readiness.of(url));
            Thread.sleep(random.nextLong(1_000, 4_000));
        } finally {
            setLimit(service.pid(), limit);
        }
        return service.name() + " had none, and again " + limit;
    }

    /** There and back, with something settled under either time. */
    private static String clock(Scene scene, RandomGenerator random) throws Exception {
        int hours = random.nextBoolean() ? HOURS : -HOURS;
        scene.equipment().clock().move(hours);
        try {
            Scene.await("the processor's clock to jump", SOON, () -> Math.abs(minutesAhead(scene) - 60L * hours) <= 1);
            Thread.sleep(random.nextLong(2_000, 5_000));
            scene.awaitSettled(scene.load()
                    .publish(List.of(Load.deposit(
                            scene.load().players().anyone(random), "clock-" + random.nextLong(), "0.25"))));
        } finally {
            scene.equipment().clock().move(0);
        }
        return "%+d h and back".formatted(hours);
    }

    /** As it says itself with every answer. */
    private static long minutesAhead(Scene scene) {
        try (Gateway processor = new Gateway(scene.stack().processorUrl(), SOON)) {
            String date = processor.get("/v1/ops/progress").header("Date").orElseThrow();
            Instant there = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
            return Math.round(Duration.between(Instant.now(), there).toSeconds() / 60.0);
        }
    }

    private static SupervisedPart anyService(Scene scene, RandomGenerator random) {
        List<SupervisedPart> services = List.of(
                scene.stack().processor(),
                scene.stack().leaderboard(),
                scene.stack().gateway());
        return services.get(random.nextInt(services.size()));
    }

    private static String limitOf(long pid) throws IOException, InterruptedException {
        return Programs.run("prlimit", "--pid=" + pid, "--nofile", "--output=SOFT", "--noheadings")
                .strip();
    }

    private static void setLimit(long pid, String soft) throws IOException, InterruptedException {
        var _ = Programs.run("prlimit", "--pid=" + pid, "--nofile=" + soft + ":");
    }
}
