package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.events.value.Symbol;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody changes the ledger or a portfolio by hand. */
@ExtendWith(Running.class)
class ForcedChangeTest {

    private static final String NEWEST_BOOK = " where account_id = '%2$s' and hour ="
            + " (select max(hour) from portfolio.book where account_id = '%2$s')";

    /** By the figure that is wrong then: what changes an account's portfolio so that all that it says itself still adds up, and back with -1. */
    private static final Map<String, String> DAMAGE = Map.of(
            "deposits",
            "update portfolio.book set deposits = deposits + %1$d, realised = realised - %1$d" + NEWEST_BOOK,
            "fees",
            "update portfolio.book set fees = fees + %1$d, realised = realised + %1$d" + NEWEST_BOOK,
            "basis",
            "with earned as (update portfolio.book set realised = realised + %1$d" + NEWEST_BOOK + ")"
                    + " update portfolio.holding set basis = basis + %1$d where account_id = '%2$s'",
            "losses",
            "with closed as (update portfolio.closing set realised_net = -realised_net where account_id = '%2$s')"
                    + " update portfolio.book set wins = wins - %1$d, losses = losses + %1$d" + NEWEST_BOOK,
            "quantity of its lots",
            "update portfolio.closed_lot set quantity = quantity + %1$d where account_id = '%2$s'",
            "amount of its lots",
            "update portfolio.closed_lot set exit_amount = exit_amount + %1$d where account_id = '%2$s'",
            "fee of its lots",
            "update portfolio.closed_lot set exit_fee = exit_fee + %1$d where account_id = '%2$s'");

    @Test
    void factsCannotBeChanged(TheSystem system) throws Exception {
        system.player("100");

        try (Connection database = system.tradingDatabase();
                Statement statement = database.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("update trading.transfer set amount = amount + 1"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.executeUpdate("delete from trading.journal"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.executeUpdate("delete from trading.operation"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aForcedBalanceIsFoundByTheInvariants(TheSystem system) throws Exception {
        Player player = system.player("100");

        force(system, player, "+ 1");
        try {
            assertThat(system.findings()).extracting(Finding::invariant).contains("I1", "I3");
        } finally {
            force(system, player, "- 1");
        }
        assertThat(system.findings()).isEmpty();
    }

    @Test
    void aForcedPortfolioIsFoundByTheInvariants(TheSystem system) throws Exception {
        Symbol symbol = system.asset("10");
        Map<String, Player> players = new HashMap<>();
        for (String figure : DAMAGE.keySet()) {
            players.put(figure, system.player("100"));
            players.get(figure).buy(symbol, "2");
        }
        system.setPrice(symbol, "15");
        players.values().forEach(player -> player.sell(symbol, "2"));
        assertThat(system.findings()).isEmpty();

        damage(system, players, 1);
        try {
            List<Finding> findings = system.findings();
            assertThat(findings).extracting(Finding::invariant).containsOnly("I12");
            players.forEach((figure, player) -> assertThat(findings)
                    .extracting(Finding::evidence)
                    .anyMatch(evidence -> evidence.startsWith("the portfolio of " + player.id())
                            && evidence.contains(": " + figure + " ")));
        } finally {
            damage(system, players, -1);
        }
        assertThat(system.findings()).isEmpty();
    }

    private static void damage(TheSystem system, Map<String, Player> players, int by) throws SQLException {
        try (Connection database = system.tradingDatabase();
                Statement statement = database.createStatement()) {
            for (Map.Entry<String, Player> each : players.entrySet()) {
                String change =
                        DAMAGE.get(each.getKey()).formatted(by, each.getValue().id());
                assertThat(statement.executeUpdate(change)).as(change).isEqualTo(1);
            }
        }
    }

    private static void force(TheSystem system, Player player, String change) throws SQLException {
        try (Connection database = system.tradingDatabase();
                Statement statement = database.createStatement()) {
            int rows = statement.executeUpdate("update trading.ledger_account set balance = balance " + change
                    + " where account_id = '" + player.id() + "'");
            assertThat(rows).isEqualTo(1);
        }
    }
}
