package dev.gembourse.chaos;

import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.stack.supervisor.SupervisedPart;
import dev.gembourse.tools.client.NotAnswering;
import dev.gembourse.tools.client.Parallel;
import dev.gembourse.tools.client.Reply;
import dev.gembourse.tools.client.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Very many want something at the same time, or all want the same thing. */
final class CrowdFaults {

    private static final int HOT = 2_000;
    private static final int TRADES = 6_000;
    private static final int MEASUREMENTS = 5;
    private static final double ENOUGH_OF_UNIFORM = 0.9;
    private static final int BURST_CLIENTS = 100;
    private static final Duration BURST = Duration.ofSeconds(20);
    private static final int STORM_KEYS = 10;
    private static final int STORM_CLIENTS = 1_000;
    private static final int ENOUGH_AT_FIRST = 700;
    private static final Set<Integer> SHED = Set.of(429, 503);

    private CrowdFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("hot-account", 21, HOT + " commands for one account at once", CrowdFaults::hotAccount),
                new Fault("hot-symbol", 21, TRADES + " trades of one symbol at once", CrowdFaults::hotSymbol),
                new Fault(
                        "burst",
                        22,
                        BURST_CLIENTS + " clients who never pause, for " + BURST.toSeconds() + " s",
                        CrowdFaults::burst),
                new Fault(
                        "burst-without-broker",
                        22,
                        BURST_CLIENTS + " clients who never pause, while the broker stands still",
                        CrowdFaults::burstWithoutBroker),
                new Fault(
                        "retry-storm",
                        28,
                        STORM_CLIENTS + " clients with " + STORM_KEYS + " keys at the same moment",
                        CrowdFaults::storm));
    }

    private static String hotAccount(Scene scene, RandomGenerator random) throws Exception {
        AccountId account = scene.load().players().anyone(random);
        String key = key("hot", random);
        List<Deposit> deposits = IntStream.range(0, HOT)
                .mapToObj(i -> Load.deposit(account, key + "-" + i, "0.01"))
                .toList();
        scene.awaitSettled(scene.load().publish(deposits));
        return HOT + " settled for " + account;
    }

    /** The same trades of one symbol and of all of them, in turn; others work on this machine too, so the best pair counts. */
    private static String hotSymbol(Scene scene, RandomGenerator random) throws Exception {
        List<String> symbols = scene.load().players().symbols();
        double best = 0;
        for (int i = 0; i < MEASUREMENTS && best < ENOUGH_OF_UNIFORM; i++) {
            double uniform = nanosToSettle(scene, trades(scene, key("uniform", random), symbols));
            double hot = nanosToSettle(scene, trades(scene, key("hot", random), symbols.subList(0, 1)));
            best = Math.max(best, uniform / hot);
        }
        String what = "%.2f of the throughput with %d symbols".formatted(best, symbols.size());
        Scene.require(best >= ENOUGH_OF_UNIFORM, "expected at least " + ENOUGH_OF_UNIFORM + " but got " + what);
        return what;
    }

    /** From when all are in the log until all are settled. */
    private static long nanosToSettle(Scene scene, List<PlaceTrade> trades) throws Exception {
        Operator operator = scene.operator("trading");
        operator.switches("pause");
        long begin;
        try {
            var places = scene.load().publishAll(trades);
            begin = System.nanoTime();
            operator.switches("resume");
            scene.awaitSettled(places);
        } finally {
            operator.switches("resume");
        }
        return System.nanoTime() - begin;
    }

    /** Each account buys and sells in turn, so that there is always enough of either. */
    private static List<PlaceTrade> trades(Scene scene, String key, List<String> symbols) {
        List<AccountId> accounts = scene.load().players().accounts();
        return IntStream.range(0, TRADES)
                .mapToObj(i -> {
                    int round = i / accounts.size();
                    AccountId account = accounts.get(i % accounts.size());
                    return new PlaceTrade(
                            OperationId.of(account.toString(), key + "-" + i),
                            account,
                            new Symbol(symbols.get(round / 2 % symbols.size())),
                            round % 2 == 0 ? Side.BUY : Side.SELL,
                            Quantity.of("1"),
                            null,
                            null,
                            Instant.now());
                })
                .toList();
    }

    private static String burst(Scene scene, RandomGenerator random) throws Exception {
        long gateway = scene.stack().gateway().pid();
        Operator operator = scene.operator("trading");
        String key = key("burst", random);
        Crowd crowd = rush(scene, random, key);
        long lag = operator.lag();
        double seconds = drain(scene, key);
        Scene.require(scene.stack().gateway().pid() == gateway, "expected the gateway to survive");
        return "%d accepted, %d turned away with Retry-After, lag %d, drained after %.1f s"
                .formatted(crowd.accepted(), crowd.shed(), lag, seconds);
    }

    /** What the gateway cannot pass on it must turn away, in bounded memory and without keeping anybody waiting for long. */
    private static String burstWithoutBroker(Scene scene, RandomGenerator random) throws Exception {
        long gateway = scene.stack().gateway().pid();
        String key = key("without", random);
        SupervisedPart broker = scene.stack().kafka();
        Crowd crowd;
        broker.pause();
        try {
            crowd = rush(scene, random, key);
        } finally {
            broker.resume();
        }
        Scene.require(crowd.shed() > 0, "expected the gateway to turn clients away but it accepted all");
        double seconds = drain(scene, key);
        Scene.require(scene.stack().gateway().pid() == gateway, "expected the gateway to survive");
        return "%d turned away with Retry-After, %d accepted, drained after %.1f s"
                .formatted(crowd.shed(), crowd.accepted(), seconds);
    }

    /** How many requests of a crowd were accepted, and how many turned away. */
    private record Crowd(int accepted, int shed) {}

    private static Crowd rush(Scene scene, RandomGenerator random, String key) throws InterruptedException {
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger shed = new AtomicInteger();
        long end = System.nanoTime() + BURST.toNanos();
        List<Random> clients = IntStream.range(0, BURST_CLIENTS)
                .mapToObj(i -> new Random(random.nextLong()))
                .toList();
        var _ = Parallel.map(clients, BURST_CLIENTS, its -> {
            while (System.nanoTime() < end) {
                Request request = scene.load().players().anything(its, key + "-" + its.nextLong());
                (isAccepted(scene.load().sendOnce(request)) ? accepted : shed).incrementAndGet();
            }
            return its;
        });
        return new Crowd(accepted.get(), shed.get());
    }

    /** Seconds until everything before now is settled. */
    private static double drain(Scene scene, String key) throws Exception {
        long begin = System.nanoTime();
        for (AccountId account : scene.load().players().accounts()) {
            scene.awaitSettled(scene.load().publish(List.of(Load.deposit(account, key + "-last", "0.01"))));
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static boolean isAccepted(Reply reply) {
        boolean shed =
                SHED.contains(reply.status()) && reply.header("Retry-After").isPresent();
        Scene.require(
                shed || reply.isSuccess(), "expected 202, or 429 or 503 with Retry-After, but got " + reply.status());
        return reply.isSuccess();
    }

    /** All at once; who is not served the first time asks again with the same key. */
    private static String storm(Scene scene, RandomGenerator random) throws InterruptedException {
        String key = key("storm", random);
        List<Request> keys = IntStream.range(0, STORM_KEYS)
                .mapToObj(i -> scene.load().players().anything(random, key + "-" + i))
                .toList();
        List<Request> requests = IntStream.range(0, STORM_CLIENTS)
                .mapToObj(i -> keys.get(i % STORM_KEYS))
                .toList();
        AtomicInteger atFirst = new AtomicInteger();
        Set<Map.Entry<Request, OperationId>> operations = new HashSet<>(
                Parallel.map(requests, STORM_CLIENTS, request -> Map.entry(request, insist(scene, request, atFirst))));
        Scene.require(
                operations.size() == STORM_KEYS, "expected " + STORM_KEYS + " operations but got " + operations.size());
        Scene.require(
                atFirst.get() >= ENOUGH_AT_FIRST,
                "expected at least " + ENOUGH_AT_FIRST + " to be served the first time but got " + atFirst.get());
        return STORM_CLIENTS + " accepted as " + STORM_KEYS + " operations, " + atFirst.get() + " the first time";
    }

    private static OperationId insist(Scene scene, Request request, AtomicInteger atFirst) {
        try {
            Reply reply = scene.load().sendOnce(request);
            if (reply.isSuccess()) {
                atFirst.incrementAndGet();
                return Submission.of(reply).operationId();
            }
        } catch (NotAnswering e) {
            // as if it had been turned away
        }
        return scene.load().send(request);
    }

    private static String key(String beginning, RandomGenerator random) {
        return beginning + "-" + Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
    }
}
