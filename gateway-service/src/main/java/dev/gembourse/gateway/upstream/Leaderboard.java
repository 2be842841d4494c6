package dev.gembourse.gateway.upstream;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.LeaderboardView;
import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.events.view.StandingView;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The leaderboard service's read API. */
@Component
public class Leaderboard implements AutoCloseable {

    private static final TypeReference<LeaderboardView> BOARD = new TypeReference<>() {};
    private static final TypeReference<StandingView> STANDING = new TypeReference<>() {};
    private static final TypeReference<List<LeaderboardView.Entry>> ENTRIES = new TypeReference<>() {};
    private static final TypeReference<List<PartitionLagView>> LAG = new TypeReference<>() {};

    private final Remote remote;
    private final LeaderboardSettings settings;

    Leaderboard(LeaderboardSettings settings) {
        this.remote = new Remote("leaderboard service", settings.url(), settings.connectTimeout());
        this.settings = settings;
    }

    public LeaderboardView board(Paging paging, @Nullable StreamPosition atLeast) {
        return get(BOARD, paging.appendTo(Query.of("/v1/leaderboard")).with("at-least", atLeast));
    }

    /** One player's place, with up to {@code around} neighbours on each side. */
    public StandingView standing(AccountId id, int around, @Nullable StreamPosition atLeast) {
        Query query = Query.of("/v1/leaderboard/accounts/" + id)
                .with("around", around)
                .with("at-least", atLeast);
        return get(STANDING, query);
    }

    /** The lines of those of the accounts that are on the board; given up early, for an account can be shown without. */
    public List<LeaderboardView.Entry> standings(Collection<AccountId> accounts, @Nullable StreamPosition atLeast) {
        String ids = accounts.stream().map(AccountId::toString).collect(Collectors.joining(","));
        Query query =
                Query.of("/v1/leaderboard/standings").with("accounts", ids).with("at-least", atLeast);
        return remote.get(ENTRIES, query, settings.standingWithin());
    }

    /** How far every partition of the board's input is behind. */
    public List<PartitionLagView> lag() {
        return get(LAG, Query.of("/v1/ops/lag"));
    }

    private <T> T get(TypeReference<T> type, Query query) {
        return remote.get(type, query, settings.readTimeout());
    }

    @Override
    public void close() {
        remote.close();
    }
}
