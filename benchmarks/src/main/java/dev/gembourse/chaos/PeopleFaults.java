package dev.gembourse.chaos;

import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.tools.client.Parallel;
import dev.gembourse.tools.client.Reply;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Clients ask for too much, and somebody changes the ledger by hand. */
final class PeopleFaults {

    private static final int HOT = 2_000;
    private static final int BURST = 600;
    private static final int STORM_KEYS = 10;
    private static final int STORM_CLIENTS = 1_000;
    private static final int WIDTH = 100;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int TWO_MEGABYTES = 2 * 1024 * 1024;
    /** Insufficient privilege, and what the trigger says. */
    private static final Set<String> REFUSALS = Set.of("42501", "23001");

    private static final List<String> CHANGES = List.of(
            "update trading.transfer set amount = amount + 1",
            "delete from trading.transfer",
            "delete from trading.journal",
            "update trading.operation set partition = 0",
            "truncate trading.journal");

    private PeopleFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("body-too-large", 18, "a request of 2 MB", PeopleFaults::large),
                new Fault("hot-account", 21, HOT + " commands for one account at once", PeopleFaults::hot),
                new Fault("burst", 22, BURST + " requests, " + WIDTH + " at a time", PeopleFaults::burst),
                new Fault("manual-change", 26, "facts are changed by hand", PeopleFaults::manualChange),
                new Fault(
                        "retry-storm",
                        28,
                        STORM_CLIENTS + " requests with " + STORM_KEYS + " keys, " + WIDTH + " at a time",
                        PeopleFaults::storm));
    }

    private static String large(Scene scene, RandomGenerator random) {
        AccountId account = scene.load().players().anyone(random);
        Request request = Request.deposit(account, key("large", random), "1".repeat(TWO_MEGABYTES));
        Reply reply = scene.gateway().send("POST", request.path(), request.key(), request.body());
        Scene.require(reply.status() == CONTENT_TOO_LARGE, "expected 413 but got " + reply.status());
        return "answered with 413";
    }

    private static String hot(Scene scene, RandomGenerator random) throws Exception {
        AccountId account = scene.load().players().anyone(random);
        String key = key("hot", random);
        List<Deposit> deposits = IntStream.range(0, HOT)
                .mapToObj(i -> Load.deposit(account, key + "-" + i, "0.01"))
                .toList();
        scene.awaitSettled(scene.load().publish(deposits));
        return HOT + " settled for " + account;
    }

    private static String burst(Scene scene, RandomGenerator random) throws InterruptedException {
        String key = key("burst", random);
        List<Request> requests = IntStream.range(0, BURST)
                .mapToObj(i -> scene.load().players().anything(random, key + "-" + i))
                .toList();
        Set<OperationId> operations = new HashSet<>(
                Parallel.map(requests, WIDTH, request -> scene.load().send(request)));
        Scene.require(operations.size() == BURST, "expected " + BURST + " operations but got " + operations.size());
        return BURST + " accepted";
    }

    private static String storm(Scene scene, RandomGenerator random) throws InterruptedException {
        String key = key("storm", random);
        List<Request> keys = IntStream.range(0, STORM_KEYS)
                .mapToObj(i -> scene.load().players().anything(random, key + "-" + i))
                .toList();
        List<Request> requests = IntStream.range(0, STORM_CLIENTS)
                .mapToObj(i -> keys.get(i % STORM_KEYS))
                .toList();
        Set<Map.Entry<Request, OperationId>> operations = new HashSet<>(Parallel.map(
                requests, WIDTH, request -> Map.entry(request, scene.load().send(request))));
        Scene.require(
                operations.size() == STORM_KEYS, "expected " + STORM_KEYS + " operations but got " + operations.size());
        return STORM_CLIENTS + " accepted as " + STORM_KEYS + " operations";
    }

    private static String manualChange(Scene scene, RandomGenerator random) throws SQLException {
        String change = CHANGES.get(random.nextInt(CHANGES.size()));
        try (Connection trading = scene.trading();
                Statement statement = trading.createStatement()) {
            statement.executeUpdate(change);
            throw new IllegalStateException("expected a refusal of: " + change);
        } catch (SQLException e) {
            if (!REFUSALS.contains(e.getSQLState())) {
                throw e;
            }
            return "refused: " + change;
        }
    }

    private static String key(String beginning, RandomGenerator random) {
        return beginning + "-" + Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
    }
}
