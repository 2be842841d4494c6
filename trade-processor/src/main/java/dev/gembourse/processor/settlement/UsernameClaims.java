package dev.gembourse.processor.settlement;

import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import dev.gembourse.processor.account.Usernames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Names are unique across partitions, so a batch claims those it may need before it decides: one insert in the order of the
 * names, so that two partitions wait for each other in one direction only. What it claimed and did not give away is released
 * in the same transaction.
 */
final class UsernameClaims implements Usernames {

    private static final String CLAIM = """
            insert into username_claim (folded, account_id)
            select folded, account_id
              from unnest(?::text[], ?::uuid[]) as claim (folded, account_id)
             order by folded
                on conflict do nothing
            returning folded
            """;

    private static final String RELEASE = """
            delete from username_claim
             where folded = any (?)
            """;

    private static final String REASSIGN = """
            update username_claim c
               set account_id = given.account_id
              from unnest(?::text[], ?::uuid[]) as given (folded, account_id)
             where c.folded = given.folded
            """;

    /** The names that this batch has won and not given away yet, with the account that they were claimed for. */
    private final Map<String, UUID> won = new HashMap<>();

    private final Map<String, UUID> givenToOthers = new HashMap<>();

    /** Begins a batch in which these may open accounts. */
    void load(Connection transaction, List<OpenAccount> opens) throws SQLException {
        won.clear();
        givenToOthers.clear();
        if (opens.isEmpty()) {
            return;
        }
        TreeMap<String, UUID> wanted = new TreeMap<>();
        for (OpenAccount open : opens) {
            wanted.putIfAbsent(open.username().folded(), open.accountId().value());
        }
        try (PreparedStatement claim = transaction.prepareStatement(CLAIM)) {
            claim.setArray(1, transaction.createArrayOf("text", wanted.keySet().toArray()));
            claim.setArray(2, transaction.createArrayOf("uuid", wanted.values().toArray()));
            try (ResultSet rows = claim.executeQuery()) {
                while (rows.next()) {
                    String folded = rows.getString(1);
                    won.put(folded, wanted.get(folded));
                }
            }
        }
    }

    @Override
    public boolean isFree(Username name) {
        return won.containsKey(name.folded());
    }

    /** An account was opened under this name. */
    void give(Username name, AccountId account) {
        UUID claimedFor = won.remove(name.folded());
        if (!account.value().equals(claimedFor)) {
            givenToOthers.put(name.folded(), account.value());
        }
    }

    void write(Connection transaction) throws SQLException {
        if (!givenToOthers.isEmpty()) {
            try (PreparedStatement reassign = transaction.prepareStatement(REASSIGN)) {
                reassign.setArray(
                        1,
                        transaction.createArrayOf("text", givenToOthers.keySet().toArray()));
                reassign.setArray(
                        2,
                        transaction.createArrayOf("uuid", givenToOthers.values().toArray()));
                reassign.executeUpdate();
            }
        }
        if (!won.isEmpty()) {
            try (PreparedStatement release = transaction.prepareStatement(RELEASE)) {
                release.setArray(
                        1, transaction.createArrayOf("text", won.keySet().toArray()));
                release.executeUpdate();
            }
        }
    }
}
