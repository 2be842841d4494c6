package dev.gembourse.chaos;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.tools.client.Reply;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A client asks for too much at once, and somebody changes the ledger by hand. */
final class PeopleFaults {

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
                new Fault("manual-change", 26, "facts are changed by hand", PeopleFaults::manualChange));
    }

    private static String large(Scene scene, RandomGenerator random) {
        AccountId account = scene.load().players().anyone(random);
        Request request = Request.deposit(account, key("large", random), "1".repeat(TWO_MEGABYTES));
        Reply reply = scene.gateway().send("POST", request.path(), request.key(), request.body());
        Scene.require(reply.status() == CONTENT_TOO_LARGE, "expected 413 but got " + reply.status());
        return "answered with 413";
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
