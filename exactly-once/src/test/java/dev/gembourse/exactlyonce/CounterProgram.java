package dev.gembourse.exactlyonce;

import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Children;
import dev.gembourse.stack.process.Command;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The counter as a process of its own, which may die. */
final class CounterProgram {

    private CounterProgram() {}

    /**
     * Starts the process on the fixture's servers, in its group.
     *
     * @param failpoint where it dies, see {@link Failpoints}
     */
    static Child start(CounterFixture counter, Map<String, String> settings, String failpoint, Path log) {
        List<String> words = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-D" + Failpoints.SETTING + "=" + failpoint,
                "-cp",
                System.getProperty("java.class.path"),
                CounterProgram.class.getName(),
                counter.jdbcUrl,
                counter.database.dataSource().getUsername(),
                counter.database.dataSource().getPassword(),
                counter.broker.bootstrap()));
        settings.forEach((name, value) -> words.add(name + "=" + value));
        return Children.start(Command.java(log, words));
    }

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> settings = new HashMap<>();
        for (String setting : List.of(arguments).subList(4, arguments.length)) {
            settings.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        EngineDatabase database =
                EngineDatabase.open(arguments[0], arguments[1], arguments[2], "counter", 4, "classpath:counter");
        new Engine<>(
                        new CounterStage(),
                        EngineSettings.with(settings),
                        KafkaAccess.to(arguments[3]),
                        database.dataSource(),
                        new SimpleMeterRegistry(),
                        InstantSource.system())
                .start();
        Thread.currentThread().join();
    }
}
