package dev.gembourse.processor.settlement;

import static dev.gembourse.processor.fixture.Players.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.fixture.DrivenPartition;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.fixture.Players;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which accounts stay in memory. Each account here takes two places: itself and its dollars. */
class WalletsTest {

    private static final List<AccountId> FIVE =
            Stream.of("ann", "bob", "cid", "dee", "eve").map(Players::account).toList();

    private final Databases databases = new Databases();

    @BeforeEach
    void openAccounts() {
        TradingStage stage = new TradingStage(
                Markets.of(), new SettlementSettings(0, 100, Duration.ZERO), new SimpleMeterRegistry());
        DrivenPartition<TradingCommand, TradingEvent> partition = new DrivenPartition<>(stage, databases.trading(), 0);
        for (int i = 0; i < FIVE.size(); i++) {
            partition.settle(open("open", FIVE.get(i), "player" + i, Money.of("USD", "1" + i)));
        }
    }

    @Test
    void whatHasNotBeenUsedIsForgottenFirst() throws SQLException {
        Wallets wallets = new Wallets(6);
        load(wallets, FIVE.get(0));
        load(wallets, FIVE.get(1));
        load(wallets, FIVE.get(2));
        load(wallets, FIVE.get(0));
        load(wallets, FIVE.get(3));

        load(wallets, FIVE.get(4));

        assertThat(cached(wallets)).containsExactly(FIVE.get(0), FIVE.get(2), FIVE.get(3), FIVE.get(4));
    }

    @Test
    void whatWasUsedOnceIsForgottenWhenItIsUsedNoMore() throws SQLException {
        Wallets wallets = new Wallets(4);
        load(wallets, FIVE.get(0));
        load(wallets, FIVE.get(0));
        for (int round = 0; round < 3; round++) {
            load(wallets, FIVE.get(1 + round));
        }
        load(wallets, FIVE.get(4));
        load(wallets, FIVE.get(4));

        assertThat(cached(wallets)).doesNotContain(FIVE.get(0)).contains(FIVE.get(4));
    }

    @Test
    void aBatchMayBeLargerThanTheCache() throws SQLException {
        Wallets wallets = new Wallets(1);

        load(wallets, FIVE.toArray(AccountId[]::new));

        for (int i = 0; i < FIVE.size(); i++) {
            assertThat(wallets.find(FIVE.get(i)).holding(new Unit("USD")).quantity())
                    .isEqualByComparingTo("1" + i + ".00");
        }
        load(wallets);
        assertThat(cached(wallets)).isEmpty();
    }

    private void load(Wallets wallets, AccountId... ids) throws SQLException {
        try (Connection connection = databases.trading().getConnection()) {
            wallets.load(connection, List.of(ids));
        }
    }

    private static List<AccountId> cached(Wallets wallets) {
        return FIVE.stream().filter(id -> wallets.find(id) != null).toList();
    }
}
