package dev.gembourse.processor.verify;

import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.gift;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.reversal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ReceiveGift;
import dev.gembourse.events.trading.TradingCommand.ReturnGift;
import dev.gembourse.events.trading.TradingCommand.SendGift;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.processor.account.GiftRules;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.fixture.DrivenPartition;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.settlement.SettlementSettings;
import dev.gembourse.processor.settlement.TradingStage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gifts and reversals that somebody has tampered with: commands that were forged, and rows that were changed with all rights. */
class VerifyGiftsTest {

    private final Databases databases = new Databases();
    private final AccountId ann = account("ann");
    private final AccountId bob = account("bob");
    private final DrivenPartition<TradingCommand, TradingEvent> annas = partition(0);
    private final DrivenPartition<TradingCommand, TradingEvent> bobs = partition(1);
    private final SendGift forged = gift("never", ann, bob, "USD", "3");

    @BeforeEach
    void settleSomething() {
        annas.settle(List.of(
                open("1", ann, "Ann", Money.of("USD", "100")),
                deposit("2", ann, "USD", "30"),
                deposit("3", ann, "USD", "40"),
                reversal("4", ann, "2")));
        bobs.settle(open("1", bob, "Bob", null));
        bobs.settle(GiftRules.next((GiftSent) annas.settle(gift("5", ann, bob, "USD", "10"))));
        GiftSent toNobody = (GiftSent) annas.settle(gift("6", ann, account("nobody"), "USD", "20"));
        annas.settle(GiftRules.next((GiftRefused) bobs.settle(GiftRules.next(toNobody))));
        annas.settle(gift("7", ann, bob, "USD", "5"));
    }

    @Test
    void whatNobodyTouchedIsWhole() {
        assertThat(verify())
                .contains("trading gifts: 2 have ended, 1 are on their way")
                .contains("everything is whole")
                .doesNotContain("BROKEN");
    }

    @Test
    void aGiftThatNobodySentIsFoundThoughItsPartitionIsWhole() {
        bobs.settle(receive(forged, "3"));

        assertThat(verify())
                .contains("trading 1: 4 events are whole", "BROKEN trading event 1.4: expected gift ")
                .contains("to have been sent but got GiftReceived");
    }

    @Test
    void moreThanWasSentIsFound() {
        bobs.settle(receive(gift("7", ann, bob, "USD", "5"), "500"));

        assertThat(verify()).contains("BROKEN trading event 1.4: expected what follows from GiftSent");
    }

    @Test
    void aGiftThatComesBackThoughItArrivedIsFound() {
        SendGift received = gift("5", ann, bob, "USD", "10");
        annas.settle(new ReturnGift(
                ReturnGift.operationOf(ann, received.operationId()),
                ann,
                bob,
                received.operationId(),
                received.money(),
                TradingRefusal.ACCOUNT_NOT_FOUND,
                received.submittedAt()));

        assertThat(verify()).contains("BROKEN trading event ").contains("expected one such step of gift ");
    }

    @Test
    void anotherRecipientIsFoundThoughAllHashesWereMadeAnew() {
        databases.force("""
                update trading.journal
                   set value = convert_to(replace(convert_from(value, 'UTF8'), '%s', '%s'), 'UTF8')
                 where partition = 1 and seq = 2
                """.formatted(ann, account("eve")));
        hashAgain(1, 2);
        hashAgain(1, 3);

        assertThat(verify())
                .contains("trading 1: 3 events are whole", "BROKEN trading event 1.2: expected gift ")
                .contains("of account " + account("eve") + " to have been sent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from trading.reversal",
                "update trading.reversal set operation_id = gen_random_uuid()",
                "update trading.reversal set reversal_id = gen_random_uuid()",
                "update trading.reversal set partition = 7",
                "update trading.reversal set reversal_id = (select operation_id from trading.operation where partition = 0 and outcome_seq = 3)",
                "insert into trading.reversal select operation_id, gen_random_uuid(), 0 from trading.operation where partition = 0 and outcome_seq = 3"
            })
    void aRowOfReversalThatFitsNoEventIsFound(String sql) {
        databases.force("alter table trading.reversal disable trigger user; " + sql);

        assertThat(verify())
                .containsAnyOf("BROKEN trading event 0.4 among reversals: ", "BROKEN trading reversal of ")
                .contains("trading gifts: not looked at")
                .contains("not everything is whole");
    }

    private static ReceiveGift receive(SendGift gift, String amount) {
        return new ReceiveGift(
                ReceiveGift.operationOf(gift.accountId(), gift.operationId()),
                gift.to(),
                gift.accountId(),
                gift.operationId(),
                Money.of("USD", amount),
                null,
                gift.submittedAt());
    }

    private void hashAgain(int partition, int seq) {
        databases.force(VerifyTest.HASH_AGAIN + "where partition = " + partition + " and seq = " + seq
                + "; update trading.progress p set journal_hash = (select hash from trading.journal j where j.partition = p.partition"
                + " and j.seq = p.journal_seq) where partition = " + partition);
    }

    private String verify() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, UTF_8);
        int exitCode = new Verify(databases.environment(), out, out).run(List.of());
        String all = said.toString(UTF_8);
        assertThat(exitCode).isEqualTo(all.contains("BROKEN") ? Verify.BROKEN : Verify.WHOLE);
        return all;
    }

    private DrivenPartition<TradingCommand, TradingEvent> partition(int number) {
        TradingStage stage = new TradingStage(
                Markets.of(), new SettlementSettings(25, 10, Duration.ZERO), new SimpleMeterRegistry());
        return new DrivenPartition<>(stage, databases.trading(), number);
    }
}
