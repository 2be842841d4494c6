package dev.gembourse.chaos;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Wrapping;
import dev.gembourse.stack.service.Readiness;
import dev.gembourse.stack.supervisor.SupervisedPart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Memory and file descriptors of a service run out. */
final class LimitFaults {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int OUT_OF_MEMORY = 3;

    private LimitFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("heap-exhausted", 27, "a service has too little memory", LimitFaults::heap),
                new Fault("files-exhausted", 27, "a service gets no more file descriptors", LimitFaults::files)
                        .unless(Wrapping.find("prlimit").isPresent() ? null : "needs prlimit (package util-linux)"));
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
        setLimit(service.pid(), Long.toString(openFiles(service.pid())));
        try {
            Scene.await(service.name() + " to turn connections away", SOON, () -> !Readiness.of(url));
            Thread.sleep(random.nextLong(1_000, 4_000));
        } finally {
            setLimit(service.pid(), limit);
        }
        return service.name() + " had none, and again " + limit;
    }

    private static SupervisedPart anyService(Scene scene, RandomGenerator random) {
        List<SupervisedPart> services = List.of(
                scene.stack().processor(), scene.stack().leaderboard(), scene.stack().gateway());
        return services.get(random.nextInt(services.size()));
    }

    private static long openFiles(long pid) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.count();
        }
    }

    private static String limitOf(long pid) throws IOException, InterruptedException {
        return Programs.run("prlimit", "--pid=" + pid, "--nofile", "--output=SOFT", "--noheadings")
                .strip();
    }

    private static void setLimit(long pid, String soft) throws IOException, InterruptedException {
        var _ = Programs.run("prlimit", "--pid=" + pid, "--nofile=" + soft + ":");
    }
}
