package dev.gembourse.leaderboard.award;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.leaderboard.player.Player;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Players as of the last batch. Keeps those that were met most recently; grows freely within a batch. */
final class PlayerCache {

    private final Map<AccountId, Player> players = new LinkedHashMap<>(64, 0.75f, true);
    private final int capacity;

    PlayerCache(int capacity) {
        this.capacity = capacity;
    }

    @Nullable
    Player find(AccountId id) {
        return players.get(id);
    }

    void put(Player player) {
        players.put(player.id(), player);
    }

    /** Lets go of those that were met longest ago. Only between batches: within one, everything loaded must stay. */
    void trim() {
        Iterator<Player> eldest = players.values().iterator();
        while (players.size() > capacity) {
            eldest.next();
            eldest.remove();
        }
    }

    int size() {
        return players.size();
    }
}
