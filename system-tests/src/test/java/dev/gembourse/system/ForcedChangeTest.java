package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.bench.invariant.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody changes the ledger by hand. */
@ExtendWith(Running.class)
class ForcedChangeTest {

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

    private static void force(TheSystem system, Player player, String change) throws SQLException {
        try (Connection database = system.tradingDatabase();
                Statement statement = database.createStatement()) {
            int rows = statement.executeUpdate("update trading.ledger_account set balance = balance " + change
                    + " where account_id = '" + player.id() + "'");
            assertThat(rows).isEqualTo(1);
        }
    }
}
