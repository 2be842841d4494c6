package dev.gembourse.stack.supervisor;

import dev.gembourse.stack.broker.LocalBroker;
import dev.gembourse.stack.database.LocalPostgres;
import dev.gembourse.stack.database.PostgresSettings;
import dev.gembourse.stack.mqtt.LocalMqtt;
import dev.gembourse.stack.process.Child;
import dev.gembourse.stack.process.Compilation;
import dev.gembourse.stack.process.Part;
import dev.gembourse.stack.process.ProcessIdentity;
import dev.gembourse.stack.process.Versions;
import dev.gembourse.stack.service.Admin;
import dev.gembourse.stack.service.Service;
import dev.gembourse.stack.service.Services;
import dev.gembourse.stack.supervisor.StackRecord.PartRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole system on this machine: PostgreSQL, a Kafka broker and the three services, each in a process of its own.
 * {@link #start} returns when all are ready; {@link #close} leaves no process behind; in between each part can be
 * stopped, killed, paused and restarted through its handle.
 *
 * <p>Data stays in the home, so a stack started there again goes on where the last one ended.
 */
public final class Stack implements AutoCloseable {
    /** How many steps {@link Progress#done} reports in a complete start. */
    public static final int STEPS = 6;

    /** How long {@link #close} may take: its parts one after the other, and a rest for killing those that do not end. */
    public static final Duration CLOSE_WITHIN = Service.STOP_WITHIN
            .multipliedBy(Services.NAMES.size())
            .plus(LocalBroker.STOP_WITHIN)
            .plus(LocalMqtt.STOP_WITHIN)
            .plus(LocalPostgres.STOP_WITHIN)
            .plusSeconds(20);

    private final StackSettings settings;
    private final Progress progress;
    private final HomeLock lock;
    private final StackFile file;
    private final Instant startedAt = Instant.now();
    private final LocalPostgres postgresServer;
    private final StackKafka kafka;
    private final SupervisedPart postgres;
    private final List<SupervisedPart> brokers;
    private final Optional<SupervisedPart> mqtt;
    private final SupervisedPart processor;
    private final SupervisedPart leaderboard;
    private final SupervisedPart gateway;
    private volatile boolean ready;
    private volatile boolean closed;

    private Stack(StackSettings settings, Progress progress, HomeLock lock) {
        this.settings = settings;
        this.progress = progress;
        this.lock = lock;
        this.file = StackFile.in(settings.home());
        var ports = settings.ports();
        postgresServer = LocalPostgres.with(PostgresSettings.in(settings.home(), ports.postgres()));
        kafka = StackKafka.of(settings);
        var database = Services.Database.on(postgresServer);
        var services = new Services(
                settings.home(),
                kafka.forServices(),
                database,
                settings.programs(),
                Stream.concat(settings.compilation().options().stream(), settings.javaOptions().stream())
                        .toList(),
                settings.environment());
        postgres = supervised(postgresServer);
        brokers = kafka.brokers().stream().map(this::supervised).toList();
        processor = supervised(services.processor(ports.processor()));
        leaderboard = supervised(services.leaderboard(ports.leaderboard()));
        var mqttServer =
                Optional.of(LocalMqtt.in(settings.home(), ports.mqtt())).filter(server -> settings.mqtt());
        mqtt = mqttServer.map(this::supervised);
        gateway = supervised(services.gateway(
                ports.gateway(),
                ports.processor(),
                ports.leaderboard(),
                mqttServer.map(LocalMqtt::url).orElse(null)));
    }

    public static Stack start(StackSettings settings) {
        return start(settings, Progress.SILENT);
    }

    /**
     * Starts everything and returns when every service is ready; on failure nothing is left running.
     *
     * @throws AlreadyRunningException when a stack runs in this home already
     * @throws StackPorts.PortTakenException when somebody listens on one of our ports
     */
    public static Stack start(StackSettings settings, Progress progress) {
        var stack = prepare(settings, progress);
        try {
            stack.startParts();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** A stack that holds its home and has not started anything: for whoever must be able to close it half-started. */
    public static Stack prepare(StackSettings settings, Progress progress) {
        var lock = HomeLock.take(settings.home());
        try {
            StackFile.in(settings.home())
                    .read()
                    .ifPresent(previous -> Leftovers.end(previous)
                            .forEach(name ->
                                    progress.note("ended " + name + ", which a killed supervisor had left behind")));
            settings.ports().expectFree(settings.mqtt());
            return new Stack(settings, progress, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The second half of {@link #start}. */
    public void startParts() {
        makeRoom();
        record();
        Together.run(
                () -> timed("PostgreSQL ready at 127.0.0.1:" + postgres.port(), this::startPostgres),
                () -> timed("Kafka ready at " + bootstrap(), this::startBrokers),
                () -> mqtt.ifPresent(this::startMqtt));
        timed(kafka.users() == null ? "topics ready" : "topics and Kafka's users ready", kafka::makeTopicsAndUsers);
        Together.run(
                () -> timed(Services.PROCESSOR + " ready at " + processorUrl(), processor::start),
                () -> timed(Services.LEADERBOARD + " ready at " + leaderboardUrl(), leaderboard::start),
                () -> timed(Services.GATEWAY + " ready at " + gatewayUrl(), gateway::start));
        ready = true;
        record();
    }

    /** Ends everything in order: the edge first, so that what was accepted is still settled; the servers last. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        parts().forEach(SupervisedPart::leaveAlone);
        for (var part : parts().reversed()) {
            if (part.isRunning()) {
                progress.note("ending " + part.name());
            }
            part.stop();
        }
        file.delete();
        lock.close();
    }

    /** In the order in which they are started. */
    public List<SupervisedPart> parts() {
        return Stream.of(List.of(postgres), brokers, mqtt.stream().toList(), List.of(processor, leaderboard, gateway))
                .flatMap(List::stream)
                .toList();
    }

    public SupervisedPart postgres() {
        return postgres;
    }

    /** The broker, or the first one of a cluster. */
    public SupervisedPart kafka() {
        return brokers.getFirst();
    }

    /** All brokers. */
    public List<SupervisedPart> brokers() {
        return brokers;
    }

    /** The MQTT broker, where there is one. */
    public Optional<SupervisedPart> mqtt() {
        return mqtt;
    }

    public SupervisedPart processor() {
        return processor;
    }

    public SupervisedPart leaderboard() {
        return leaderboard;
    }

    public SupervisedPart gateway() {
        return gateway;
    }

    public URI gatewayUrl() {
        return url(gateway);
    }

    public URI processorUrl() {
        return url(processor);
    }

    public URI leaderboardUrl() {
        return url(leaderboard);
    }

    /** The address for Kafka clients. */
    public String bootstrap() {
        return kafka.bootstrap();
    }

    /** Settings of a Kafka client that may do everything. */
    public Map<String, Object> kafkaClient() {
        return kafka.client();
    }

    /** The JDBC URL of a service's database: {@code trading}, {@code leaderboard} or {@code gateway}. */
    public String jdbcUrl(String database) {
        return postgresServer.jdbcUrl(database);
    }

    /** The owner of the databases. */
    public String databaseUser() {
        return postgresServer.user();
    }

    /** The server, as the services are told about it. */
    public Services.Database database() {
        return Services.Database.on(postgresServer);
    }

    /** Of {@link #databaseUser}. */
    public String databasePassword() {
        return postgresServer.password();
    }

    /** Who may do everything with it. */
    public Admin admin() {
        return Admin.in(settings.home());
    }

    /** How its JVMs compile. */
    public Compilation compilation() {
        return settings.compilation();
    }

    public Logs logs() {
        return Logs.in(settings.home());
    }

    private SupervisedPart supervised(Part part) {
        return new SupervisedPart(part, BackOff.DEFAULT, progress, this::record);
    }

    private void makeRoom() {
        try {
            Files.createDirectories(settings.home().resolve("tmp"));
            parts().forEach(part -> logs().startAfresh(part.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** At the same time: in a cluster none serves alone. */
    private void startBrokers() {
        Together.run(brokers.stream().map(broker -> (Runnable) broker::start).toArray(Runnable[]::new));
    }

    /** Not one of the steps, for few ask for it. */
    private void startMqtt(SupervisedPart broker) {
        broker.start();
        progress.note("MQTT ready at 127.0.0.1:" + broker.port());
    }

    private void startPostgres() {
        postgres.start();
        postgresServer.createDatabase("trading");
        postgresServer.createDatabase("leaderboard");
        postgresServer.createGatewayDatabase("gateway");
    }

    private void timed(String what, Runnable step) {
        var before = System.nanoTime();
        step.run();
        progress.done(what, Duration.ofNanos(System.nanoTime() - before));
    }

    private synchronized void record() {
        if (!closed) {
            file.write(new StackRecord(
                    Versions.read().gembourse(),
                    ProcessIdentity.current(),
                    startedAt,
                    ready,
                    gatewayUrl().toString(),
                    bootstrap(),
                    kafka.clientFile() == null
                            ? null
                            : kafka.clientFile().path().toString(),
                    jdbcUrl(""),
                    parts().stream().map(this::recordOf).toList()));
        }
    }

    private PartRecord recordOf(SupervisedPart part) {
        var child = part.latest();
        return new PartRecord(
                part.name(),
                part.port(),
                child.flatMap(Child::identity).orElse(null),
                child.map(Child::startedAt).orElse(null),
                part.restarts(),
                isServer(part) ? null : url(part).toString(),
                logs().of(part.name()).toString());
    }

    private boolean isServer(SupervisedPart part) {
        return part == postgres
                || brokers.contains(part)
                || mqtt.filter(part::equals).isPresent();
    }

    private static URI url(Part part) {
        return URI.create("http://127.0.0.1:" + part.port());
    }
}
