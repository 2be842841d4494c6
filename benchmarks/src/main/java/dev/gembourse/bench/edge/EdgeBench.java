package dev.gembourse.bench.edge;

import dev.gembourse.bench.edge.EdgeResult.Sample;
import dev.gembourse.bench.http.HttpLoad;
import dev.gembourse.bench.http.Measured;
import dev.gembourse.bench.http.Script;
import dev.gembourse.bench.invariant.Drained;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.invariant.Invariants;
import dev.gembourse.bench.invariant.Target;
import dev.gembourse.bench.load.Opening;
import dev.gembourse.bench.load.Population;
import dev.gembourse.bench.load.TradeRequests;
import dev.gembourse.bench.measure.CpuTime;
import dev.gembourse.bench.measure.Machine;
import dev.gembourse.bench.measure.Settling;
import dev.gembourse.bench.peer.PeerProcess;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.tools.client.Gateway;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast trades are accepted, each kind of load for a window and one after the other. Settlement is paused
 * meanwhile, so that the edge alone is measured; after each round it settles what was accepted, and the invariants are checked.
 */
final class EdgeBench {

    private static final Duration DRAINING = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BATCH = 100;

    private final Stack stack;
    private final EdgeSettings settings;
    private final PrintWriter out;
    private final Target target;
    private final Settling settling;
    private final Population population;

    EdgeBench(Stack stack, EdgeSettings settings, PrintWriter out) {
        this.stack = stack;
        this.settings = settings;
        this.out = out;
        this.target = Target.of(stack);
        this.settling = new Settling(stack);
        this.population = Population.of(settings.accounts(), settings.assets());
    }

    EdgeResult run(Path home) throws SQLException, InterruptedException {
        new Opening(target, out).of(population);
        List<Sample> samples = new ArrayList<>();
        List<Finding> broken = new ArrayList<>();
        PeerProcess empty = PeerProcess.emptyEndpoint(stack, home);
        empty.start();
        try (Connection database = target.trading();
                RawProducer producer = new RawProducer(stack.bootstrap())) {
            warmUp(empty);
            for (int number = 1; number <= settings.rounds() && broken.isEmpty(); number++) {
                round(number, empty, producer, samples);
                out.println("settling what was accepted, and checking the invariants");
                out.flush();
                broken.addAll(Invariants.check(target, DRAINING));
            }
            return new EdgeResult(Machine.facts(home, database), samples, broken);
        } finally {
            empty.stop();
        }
    }

    /** Single trades most of all: a request's way is long, and the JVM takes tens of thousands of them to compile it well. */
    private void warmUp(PeerProcess empty) throws InterruptedException {
        out.printf(
                "warming up for %d s%n",
                settings.warmUp().plus(settings.warmUp().dividedBy(2)).toSeconds());
        out.flush();
        Duration shorter = settings.warmUp().dividedBy(4);
        gateway().closed(requests(0, "s").single(), settings.warmUp()).expectNoFailure();
        batches().closed(requests(0, "b").batches(BATCH), shorter).expectNoFailure();
        for (Way way : Way.CREDENTIALS) {
            gateway().closed(prices(way), shorter.dividedBy(2)).expectNoFailure();
        }
        nothing(empty).closed(requests(0, "e").single(), shorter).expectNoFailure();
        Drained.await(target, DRAINING);
    }

    private HttpLoad gateway() {
        return new HttpLoad(stack.gateway().port(), settings.connections());
    }

    private HttpLoad batches() {
        return new HttpLoad(stack.gateway().port(), Math.min(4, settings.connections()));
    }

    private HttpLoad nothing(PeerProcess empty) {
        return new HttpLoad(empty.port(), settings.connections());
    }

    private void round(int number, PeerProcess empty, RawProducer producer, List<Sample> samples)
            throws InterruptedException {
        Duration window = settings.window();
        settling.pause();
        HttpLoad gateway = gateway();
        long gatewayPid = stack.gateway().pid();
        Sample single =
                closed(Way.SINGLE, number, gateway, requests(number, "s").single(), 1, window, gatewayPid);
        add(samples, single);
        add(
                samples,
                closed(Way.EMPTY, number, nothing(empty), requests(number, "e").single(), 1, window, empty.pid()));
        Measured paced = gateway.open(requests(number, "p").single(), single.perSecond() / 2, window)
                .expectNoFailure();
        add(samples, Sample.of(Way.PACED, number, paced, 1, 0));
        add(
                samples,
                closed(Way.BATCH, number, batches(), requests(number, "b").batches(BATCH), BATCH, window, gatewayPid));
        for (Way way : Way.CREDENTIALS) {
            add(samples, closed(way, number, gateway, prices(way), 1, window, gatewayPid));
        }
        add(samples, new Sample(Way.PRODUCER, number, producer.recordsPerSecond(population, window), 0, 0, 0, 0));
        settling.resume();
        Drained.await(target, DRAINING);
    }

    private TradeRequests requests(int round, String way) {
        return new TradeRequests(population, way + round + "-", stack.admin().authorization());
    }

    private Script prices(Way way) {
        @Nullable
        String authorization = switch (way) {
            case KEY -> stack.admin().authorization();
            case TOKEN -> "Bearer " + accessToken();
            default -> null;
        };
        return new PriceRequests(population.symbols(), authorization).one();
    }

    /** A new one each time: they are good for ten minutes. */
    private String accessToken() {
        try (Gateway gateway = new Gateway(stack.gatewayUrl(), PATIENCE)) {
            Map<String, String> login = Map.of(
                    "username",
                    stack.admin().username(),
                    "password",
                    stack.admin().password());
            return Objects.requireNonNull(
                    gateway.send("POST", "/v1/auth/login", null, login).text("accessToken"), "a login gives a token");
        }
    }

    private static Sample closed(
            Way way, int number, HttpLoad load, Script script, int trades, Duration window, long pid)
            throws InterruptedException {
        Duration before = CpuTime.of(pid);
        Measured measured = load.closed(script, window).expectNoFailure();
        double micros = CpuTime.of(pid).minus(before).toNanos() / 1e3 / (measured.done() * (double) trades);
        return Sample.of(way, number, measured, trades, micros);
    }

    private void add(List<Sample> samples, Sample sample) {
        samples.add(sample);
        new EdgeReport(out).print(sample);
    }
}
