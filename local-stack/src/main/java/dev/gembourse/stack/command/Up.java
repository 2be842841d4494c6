package dev.gembourse.stack.command;

import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Versions;
import dev.gembourse.stack.service.Admin;
import dev.gembourse.stack.supervisor.AlreadyRunningException;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.stack.supervisor.StackFile;
import dev.gembourse.stack.supervisor.StackSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description =
                "Starts everything: PostgreSQL, a Kafka broker and the three services. Ctrl-C ends it; data stays.")
public final class Up implements StackCommand {
    @Mixin
    private Home home = new Home();

    @Mixin
    private PortOptions ports = new PortOptions();

    @Option(
            names = {"-d", "--detach"},
            description = "Return when everything is ready; end it with `./gembourse down`.")
    private boolean detach;

    @Option(
            names = "--java-option",
            paramLabel = "OPTION",
            description = "An option for every service's JVM, such as -Xmx512m. May be given several times.")
    private List<String> javaOptions = List.of();

    @Option(
            names = "--secure-kafka",
            description =
                    "Kafka asks everybody for credentials, and lets each do only what is needed. The same data may be"
                            + " started again without it.")
    private boolean secureKafka;

    @Option(
            names = "--mqtt",
            description =
                    "An MQTT broker as well, from which the gateway takes prices: `prices/#`, as docs/market-data.md tells.")
    private boolean mqtt;

    @Option(names = "--supervise-in-background", hidden = true)
    private boolean background;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        var settings = settings();
        try {
            return detach ? new Detached(settings.home()).start(argumentsForBackground()) : supervise(settings);
        } catch (AlreadyRunningException e) {
            return sayThatItRuns(settings.home(), e);
        }
    }

    StackSettings settings() {
        return StackSettings.in(home.path())
                .withPorts(ports.ports())
                .withJavaOptions(javaOptions)
                .withSecureKafka(secureKafka)
                .withMqtt(mqtt);
    }

    private int supervise(StackSettings settings) throws InterruptedException {
        var begin = System.nanoTime();
        var firstStart = Admin.find(settings.home()).isEmpty();
        var console = new Console(System.out);
        System.out.println("Gembourse " + Versions.read().gembourse() + " in " + settings.home());
        var stack = Stack.prepare(settings, console);
        var ending = new AtomicBoolean();
        Children.onExit(() -> {
            ending.set(true);
            stack.close();
            console.note("everything has ended; the data is in " + settings.home());
        });
        try {
            stack.startParts();
        } catch (RuntimeException e) {
            if (ending.get()) {
                forever(); // ended while starting: the shutdown under way decides when this program ends
            }
            throw e;
        }
        if (!background) {
            var took = Duration.ofNanos(System.nanoTime() - begin);
            StackFile.in(settings.home())
                    .read()
                    .ifPresent(record -> System.out.println(Banner.of(record, settings.home(), took, firstStart)));
            System.out.println("Ctrl-C ends it.");
        }
        return forever();
    }

    private static int forever() throws InterruptedException {
        new CountDownLatch(1).await();
        return 0;
    }

    private List<String> argumentsForBackground() {
        var arguments =
                new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
        arguments.removeAll(List.of("-d", "--detach"));
        arguments.add("--supervise-in-background");
        return arguments;
    }

    private static int sayThatItRuns(Path home, AlreadyRunningException e) {
        var running = StackFile.in(home).read();
        System.err.println(running.map(stack -> "gembourse: a stack is running in " + home + " already (process "
                        + stack.supervisor().pid() + ", API at " + stack.gatewayUrl()
                        + "); see `./gembourse status`, end it with `./gembourse down`")
                .orElseGet(() -> "gembourse: " + e.getMessage()));
        return 1;
    }
}
