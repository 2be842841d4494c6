package dev.gembourse.processor.ledger;

import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.asset;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.gift;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.permitShorting;
import static dev.gembourse.processor.fixture.Players.reversal;
import static dev.gembourse.processor.fixture.Players.trade;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import dev.gembourse.processor.account.GiftRules;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.fixture.DrivenPartition;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.ledger.Audit.Finding;
import dev.gembourse.processor.settlement.SettlementSettings;
import dev.gembourse.processor.settlement.TradingStage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Breaks each invariant by force, as only somebody with all rights can, and expects the audit to say so. */
class AuditorTest {

    private static final Map<Invariant, String> DAMAGE = Map.ofEntries(
            entry(
                    Invariant.UNITS_SUM_TO_ZERO,
                    "update ledger_account set balance = balance + 1 where system_owner = 'TREASURY'"),
            entry(
                    Invariant.BALANCES_ARE_SUMS_OF_TRANSFERS,
                    "update ledger_account set balance = balance + case when system_owner = 'TREASURY' then 1"
                            + " when system_owner = 'HOUSE' then -1 else 0 end where unit = 'USD'"),
            entry(
                    Invariant.CHAINS_ARE_UNBROKEN,
                    "update transfer set credit_balance = credit_balance + 1 where seq = 2"),
            entry(
                    Invariant.NEWEST_CHAINS_ARE_UNBROKEN,
                    "update transfer set credit_balance = credit_balance + 1 where seq = 2"),
            entry(
                    Invariant.PLAYERS_NEVER_OWE,
                    "alter table ledger_account drop constraint player_owes_only_what_is_short;"
                            + " update ledger_account set balance = -1 where account_id is not null and unit = 'GOLD'"),
            entry(Invariant.HOLDS_ADD_UP, "update ledger_account set balance = balance - 1 where bucket = 'HELD'"),
            entry(
                    Invariant.POSITIONS_HAVE_ONE_DIRECTION,
                    "update ledger_account set balance = 1"
                            + " where account_id is not null and unit = 'GOLD' and bucket = 'AVAILABLE'"),
            entry(Invariant.TRANSFERS_FIT_THEIR_ACCOUNTS, "update transfer set unit = 'EUR' where seq = 1"),
            entry(Invariant.TRANSFERS_COME_FROM_EVENTS, "delete from journal where seq = 2"),
            entry(Invariant.JOURNALS_HAVE_NO_GAP, "delete from journal where seq = 2"),
            entry(Invariant.OPERATIONS_HAVE_ONE_OUTCOME, "delete from operation where outcome_seq = 2"),
            entry(
                    Invariant.CLEARING_NEVER_OWES,
                    "update ledger_account set balance = balance - 11 where system_owner = 'CLEARING'"),
            entry(
                    Invariant.GIFTS_END_AS_SENT,
                    "update journal set value = convert_to(replace(convert_from(value, 'UTF8'), '\"10\"', '\"11\"'), 'UTF8')"
                            + " where type = 'dev.gembourse.trading.GiftReceived.v1'"),
            entry(
                    Invariant.GIFTS_END_IN_TIME,
                    "update ledger_account set balance = 10 where system_owner = 'CLEARING';"
                            + " update journal set recorded_at = recorded_at - interval '16 minutes'"
                            + " where type = 'dev.gembourse.trading.GiftSent.v1';"
                            + " update journal set type = 'dev.gembourse.trading.GiftRefused.v1'"
                            + " where type = 'dev.gembourse.trading.GiftReceived.v1'"),
            entry(
                    Invariant.REVERSALS_MIRROR_THEIR_ORIGINALS,
                    "update transfer set amount = amount + 1 where kind = 'REVERSAL' and unit = 'GOLD'"));

    private final Databases databases = new Databases();
    private final Auditor auditor = new Auditor(databases.trading());

    private DrivenPartition<TradingCommand, TradingEvent> partition;

    @BeforeEach
    void settleSomething() {
        AccountId ann = account("ann");
        AccountId bob = account("bob");
        partition = new DrivenPartition<>(
                new TradingStage(
                        Markets.of(asset("GOLD", "USD", "50", 0, AssetStatus.ACTIVE)),
                        new SettlementSettings(0, 10, Duration.ZERO),
                        new SimpleMeterRegistry()),
                databases.trading(),
                0);
        partition.settle(List.of(
                open("1", ann, "Ann", Money.of("USD", "100")),
                deposit("2", ann, "USD", "300"),
                deposit("3", ann, "EUR", "1"),
                trade("4", ann, Side.BUY, "GOLD", "5"),
                reversal("5", ann, "4"),
                open("6", bob, "Bob", null)));
        GiftSent sent = (GiftSent) partition.settle(gift("7", ann, bob, "USD", "10"));
        partition.settle(GiftRules.next(sent));
        partition.settle(List.of(permitShorting("8", ann, true), trade("9", ann, Side.SELL_SHORT, "GOLD", "1")));
        JdbcClient.create(databases.market())
                .sql("insert into asset (symbol, partition, name, currency, price, scale, status, price_at)"
                        + " values ('GOLD', 0, 'Gold', 'USD', 50, 0, 'ACTIVE', now())")
                .update();
    }

    @Test
    void aSoundLedgerHasNoFindings() {
        Audit audit = auditor.everything();

        assertThat(audit.sound()).isTrue();
        assertThat(audit.findings()).isEmpty();
        assertThat(auditor.newest().sound()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void damageIsFound(Invariant invariant) {
        damage(DAMAGE.get(invariant));

        Audit audit = Arrays.asList(
                                Invariant.UNITS_SUM_TO_ZERO,
                                Invariant.NEWEST_CHAINS_ARE_UNBROKEN,
                                Invariant.GIFTS_END_IN_TIME)
                        .contains(invariant)
                ? auditor.newest()
                : auditor.everything();

        assertThat(audit.sound()).isFalse();
        assertThat(audit.findings())
                .extracting(Finding::invariant)
                .as(audit.findings().toString())
                .contains(invariant);
        assertThat(audit.findings()).extracting(Finding::detail).allMatch(detail -> detail.startsWith("expected "));
    }

    @Test
    void aGiftThatIsOnItsWayIsNoFinding() {
        AccountId ann = account("ann");
        partition.settle(gift("10", ann, account("bob"), "USD", "10"));
        partition.settle(deposit("11", ann, "USD", "1"));

        assertThat(auditor.newest().findings()).isEmpty();
        assertThat(auditor.everything().findings()).isEmpty();
    }

    private void damage(String sql) {
        JdbcClient client = JdbcClient.create(databases.trading());
        client.sql("grant all on transfer to current_user; alter table transfer disable trigger user;"
                        + " alter table operation disable trigger user; alter table journal disable trigger user; "
                        + sql)
                .update();
    }
}
