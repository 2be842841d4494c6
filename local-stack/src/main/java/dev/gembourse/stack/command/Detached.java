package dev.gembourse.stack.command;

import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.ProcessIdentity;
import dev.gembourse.stack.process.Signal;
import dev.gembourse.stack.process.Wrapping;
import dev.gembourse.stack.service.Admin;
import dev.gembourse.stack.supervisor.AlreadyRunningException;
import dev.gembourse.stack.supervisor.Logs;
import dev.gembourse.stack.supervisor.StackFile;
import dev.gembourse.stack.supervisor.StackRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts the supervisor as a process that outlives us, and shows what it says until everything is ready. */
final class Detached {
    private final Path home;
    private final Path log;

    Detached(Path home) {
        this.home = home;
        this.log = Logs.in(home).of("supervisor");
    }

    int start(List<String> arguments) throws InterruptedException {
        var before = StackFile.in(home).read();
        if (before.isPresent() && before.get().supervisor().isAlive()) {
            throw new AlreadyRunningException(home);
        }
        var begin = System.nanoTime();
        var firstStart = Admin.find(home).isEmpty();
        var supervisor = launch(arguments);
        var ready = new AtomicBoolean();
        Children.onExit(() -> {
            if (!ready.get()) {
                ProcessIdentity.of(supervisor.pid()).ifPresent(process -> process.signal(Signal.TERM));
            }
        });
        try (var tail = new Tail(log)) {
            while (!supervisor.waitFor(100, TimeUnit.MILLISECONDS)) {
                tail.copyTo(System.out);
                var record = recordOf(supervisor);
                if (record.isPresent()) {
                    ready.set(true);
                    tail.copyTo(System.out);
                    var took = Duration.ofNanos(System.nanoTime() - begin);
                    System.out.println(Banner.of(record.get(), home, took, firstStart));
                    System.out.println("It runs in the background; `./gembourse down` ends it.");
                    return 0;
                }
            }
            tail.copyTo(System.out);
        }
        ready.set(true);
        System.err.println("gembourse: the supervisor ended with exit code " + supervisor.exitValue());
        return 1;
    }

    private Optional<StackRecord> recordOf(Process supervisor) {
        return StackFile.in(home)
                .read()
                .filter(stack -> stack.ready() && stack.supervisor().pid() == supervisor.pid());
    }

    private Process launch(List<String> arguments) {
        var words = new ArrayList<String>();
        // Away from the terminal, whose end would end it otherwise.
        Wrapping.find("setsid").ifPresent(program -> words.add(program.toString()));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(ownOptions());
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Gembourse.class.getName()));
        words.addAll(arguments);
        try {
            Files.createDirectories(log.getParent());
            Files.deleteIfExists(log);
            Files.createFile(log);
            return new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Wrapping.NOTHING))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The system properties of ours that the launcher set. */
    private static List<String> ownOptions() {
        var options = new ArrayList<>(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("gembourse."))
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .forEach(options::add);
        return options;
    }
}
