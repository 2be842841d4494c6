package dev.gembourse.chaos;

import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.invariant.Invariants;
import dev.gembourse.bench.invariant.Target;
import dev.gembourse.chaos.Result.Tally;
import dev.gembourse.stack.process.Compilation;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.stack.supervisor.StackSettings;
import dev.gembourse.tools.client.CommandProducer;
import dev.gembourse.tools.client.Gateway;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One run: load and faults, then quiet, then the checks. What strikes whom in which order and after which pause follows from
 * the seed; what it hits does not, for the machine is never twice the same.
 */
final class ChaosRun {

    /** Services that are started often and run briefly: without the optimising compiler, half the processor time. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration DRAINING = Duration.ofMinutes(3);
    private static final int KNOWN_BEFORE = 20;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;

    private final long seed;
    private final End end;
    private final boolean cluster;
    private final List<Fault> faults;
    private final PrintWriter out;
    private final Random random;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final List<Finding> broken = new ArrayList<>();

    ChaosRun(long seed, End end, boolean cluster, List<Fault> faults, PrintWriter out) {
        this.seed = seed;
        this.end = end;
        this.cluster = cluster;
        this.faults = faults.stream().filter(fault -> fault.obstacle() == null).toList();
        this.out = out;
        this.random = new Random(seed);
        faults.forEach(fault -> tallies.put(
                fault.name(),
                new Tally(fault.name(), fault.row(), 0, 0, fault.obstacle() == null ? "" : fault.obstacle())));
    }

    /** Starts a stack in {@code home} and ends it again. */
    Result in(Path home) throws InterruptedException {
        FailpointFile failpoint = new FailpointFile(home);
        say("seed %d: %d faults %s; starting a stack".formatted(seed, faults.size(), end));
        try (Equipment equipment = Equipment.of(faults, home);
                Stack stack = Stack.start(StackSettings.privateIn(home)
                        .withCluster(cluster)
                        .with(Compilation.QUICK)
                        .withJavaOptions(List.of(failpoint.javaOption()))
                        .withEnvironment(equipment.environment()));
                Gateway gateway =
                        new Gateway(stack.gatewayUrl(), PATIENCE, stack.admin().authorization());
                CommandProducer producer = new CommandProducer(stack.kafkaClient(), "/gembourse/chaos")) {
            Load load = new Load(Players.prepare(gateway), gateway, producer, seed);
            return run(new Scene(home, stack, failpoint, gateway, load, new Killers(), equipment));
        }
    }

    private Result run(Scene scene) throws InterruptedException {
        Load load = scene.load();
        Answers answers = new Answers(scene.gateway());
        Random before = new Random(seed);
        answers.keep(IntStream.range(0, KNOWN_BEFORE)
                .mapToObj(i -> load.players().anything(before, "before-" + i))
                .toList());
        try (Offsets offsets = new Offsets(scene.stack())) {
            load.start();
            try {
                strikeAll(scene);
            } finally {
                say("no more faults; waiting for the last answers");
                load.stop();
            }
            check(scene);
            answers(scene, answers);
            broken.addAll(offsets.findings());
        }
        load.complaints().forEach(complaint -> broken.add(new Finding("load", complaint)));
        int accepted = load.accepted().size();
        strikeForGood(scene);
        return new Result(seed, List.copyOf(tallies.values()), accepted, answers.size(), broken);
    }

    /** What a person has to mend is left to the end, when nothing is to be checked any more. */
    private void strikeForGood(Scene scene) throws InterruptedException {
        for (Fault fault : faults) {
            if (fault.lasting() && broken.isEmpty()) {
                strike(fault, scene, new Random(seed));
            }
        }
    }

    /** Each fault once in random order, and all over again, until it is the end or a part does not come back. */
    private void strikeAll(Scene scene) throws InterruptedException {
        long begin = System.nanoTime();
        int strikes = 0;
        List<Fault> passing = faults.stream().filter(fault -> !fault.lasting()).toList();
        while (!passing.isEmpty()) {
            List<Fault> order = new ArrayList<>(passing);
            Collections.shuffle(order, random);
            for (Fault fault : order) {
                Random its = new Random(random.nextLong());
                Thread.sleep(its.nextLong(LONGEST_PAUSE_MILLIS));
                if (end.hasCome(begin, strikes) || !broken.isEmpty()) {
                    return;
                }
                strike(fault, scene, its);
                strikes++;
            }
        }
    }

    private void strike(Fault fault, Scene scene, Random its) throws InterruptedException {
        Tally tally = Objects.requireNonNull(tallies.get(fault.name()));
        long begin = System.nanoTime();
        try {
            String what = fault.strike().at(scene, its);
            if (!fault.lasting()) {
                scene.awaitReady();
            }
            tallies.put(fault.name(), tally.happened(what));
            say("%-26s %s (%.1f s)".formatted(fault.name(), what, (System.nanoTime() - begin) / 1e9));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            tallies.put(fault.name(), tally.failed(why));
            broken.add(new Finding(fault.name(), why));
            say("%-26s FAILED: %s".formatted(fault.name(), why));
        }
    }

    private void check(Scene scene) throws InterruptedException {
        say("waiting until everything is processed, and checking the invariants");
        try {
            broken.addAll(Invariants.check(
                    Target.of(scene.stack()),
                    DRAINING,
                    scene.load().accepted(),
                    scene.killers().places()));
        } catch (IllegalStateException e) {
            broken.add(new Finding("drain", String.valueOf(e.getMessage())));
        }
    }

    /** What was answered before the faults, and an answer to each of a sample of the load, twice. */
    private void answers(Scene scene, Answers answers) {
        say("asking again with the same keys");
        try {
            broken.addAll(answers.compare());
            answers.keep(scene.load().sample());
            broken.addAll(answers.compare());
        } catch (RuntimeException e) {
            broken.add(new Finding("I7", "no answer: " + e.getMessage()));
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
