package dev.gembourse.processor.verify;

import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.asset;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.partnerTrade;
import static dev.gembourse.processor.fixture.Players.permitShorting;
import static dev.gembourse.processor.fixture.Players.trade;
import static dev.gembourse.processor.fixture.Players.withdraw;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Side;
import dev.gembourse.exactlyonce.Provenance;
import dev.gembourse.processor.fixture.Databases;
import dev.gembourse.processor.fixture.DrivenPartition;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.ledger.Auditor;
import dev.gembourse.processor.settlement.SettlementSettings;
import dev.gembourse.processor.settlement.TradingStage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tampers with facts as whoever administers the database can, and expects the first row that is not as it was to be named. */
class VerifyTest {

    /** Computes the hash of a row anew, in PostgreSQL. */
    static final String HASH_AGAIN = """
            update trading.journal j set hash = sha256((select b.hash from trading.journal b where b.partition = j.partition and b.seq = j.seq - 1)
                   || int8send(partition::bigint) || int8send(seq) || int8send((extract(epoch from recorded_at) * 1000000)::bigint)
                   || int8send(octet_length(key)::bigint) || convert_to(key, 'UTF8')
                   || int8send(octet_length(type)::bigint) || convert_to(type, 'UTF8')
                   || int8send(octet_length(correlation_id)::bigint) || convert_to(correlation_id, 'UTF8')
                   || int8send(octet_length(value)::bigint) || value)
            """;

    private final Databases databases = new Databases();
    private final AccountId ann = account("ann");
    private final DrivenPartition<TradingCommand, TradingEvent> partition = partition(0);

    /** What was done, and which row is the first that shows it. */
    private record Tampering(String what, String sql, String place) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Tampering> tamperings() {
        return Stream.of(
                new Tampering("a journal value is changed", """
                        update trading.journal
                           set value = convert_to(replace(convert_from(value, 'UTF8'), '300', '900'), 'UTF8')
                         where partition = 0 and seq = 2""", "trading event 0.2"),
                new Tampering(
                        "a time is changed",
                        "update trading.journal set recorded_at = recorded_at - interval '1 microsecond' where partition = 0 and seq = 2",
                        "trading event 0.2"),
                new Tampering(
                        "a journal value and its hash are changed, and no later one",
                        """
                        update trading.journal set value = value || ' ' where partition = 0 and seq = 2;
                        """ + HASH_AGAIN + "where partition = 0 and seq = 2",
                        "trading event 0.3"),
                new Tampering(
                        "a hash is taken away",
                        "update trading.journal set hash = null where partition = 0 and seq = 3",
                        "trading event 0.3"),
                new Tampering(
                        "all hashes up to one are taken away",
                        "update trading.journal set hash = null where partition = 0 and seq <= 3",
                        "trading event 0.4"),
                new Tampering("two rows are swapped", """
                        update trading.journal set seq = -1 where partition = 0 and seq = 3;
                        update trading.journal set seq = 3 where partition = 0 and seq = 2;
                        update trading.journal set seq = 2 where partition = 0 and seq = -1""", "trading event 0.2"),
                new Tampering(
                        "a row in the middle is deleted",
                        "delete from trading.journal where partition = 0 and seq = 4",
                        "trading event 0.4"),
                new Tampering(
                        "the last row is deleted",
                        "delete from trading.journal where partition = 0 and seq = 9",
                        "trading event 0.9"),
                new Tampering("a row is added", """
                        insert into trading.journal
                        select partition, 10, key, type, correlation_id, recorded_at, value, hash
                          from trading.journal where partition = 0 and seq = 9""", "trading event 0.10"),
                new Tampering(
                        "an operation gets another outcome",
                        "update trading.operation set outcome_seq = 3 where partition = 0 and outcome_seq = 2",
                        "trading event 0.2"),
                new Tampering("two operations change their outcomes", """
                        update trading.operation set outcome_seq = 5 - outcome_seq
                         where partition = 0 and outcome_seq in (2, 3)""", "trading event 0.2"),
                new Tampering(
                        "an operation is deleted",
                        "delete from trading.operation where partition = 0 and outcome_seq = 2",
                        "trading event 0.2"),
                new Tampering("an operation is added", """
                        insert into trading.operation
                        select gen_random_uuid(), fingerprint, command_offset, 7, submitted_at, partition
                          from trading.operation where partition = 0 and outcome_seq = 2""", "trading event 0.7"),
                new Tampering(
                        "a repetition is deleted",
                        "delete from trading.repetition where partition = 0",
                        "trading event 0.7 among repetitions"),
                new Tampering(
                        "a provenance is added without an operation",
                        "insert into trading.provenance values (gen_random_uuid(), 0, '/partners/eve', '1')",
                        "trading provenance of operation"),
                new Tampering("a provenance is added to an operation", """
                        insert into trading.provenance
                        select operation_id, partition, '/partners/eve', '1'
                          from trading.operation where partition = 0 and outcome_seq = 2""", "trading provenance of operation"),
                new Tampering(
                        "a provenance is given to another partner",
                        "update trading.provenance set source = '/partners/eve'",
                        "trading provenance of operation"),
                new Tampering(
                        "a provenance is hidden in a partition that nobody settles",
                        "update trading.provenance set partition = 9",
                        "trading provenance"),
                new Tampering("a transfer is deleted with what it moved", """
                        delete from trading.transfer where partition = 0 and seq = 3;
                        update trading.ledger_account set balance = 0 where partition = 0 and unit = 'EUR'""", "trading transfer 0.3.0"),
                new Tampering("a transfer is added with what it moves", """
                        insert into trading.transfer
                        select seq, debit, credit, player, at, partition, 1, kind, unit, 1, debit_balance - 1, credit_balance + 1
                          from trading.transfer where partition = 0 and seq = 3;
                        update trading.ledger_account set balance = balance + case when account_id is null then -1 else 1 end
                         where partition = 0 and unit = 'EUR'""", "trading transfer 0.3.1"),
                new Tampering(
                        "a transfer is another player's",
                        "update trading.transfer set player = player + 1 where partition = 0 and seq = 2",
                        "trading transfer 0.2.0"),
                new Tampering("two balances are changed so that they sum to 0", """
                        update trading.ledger_account set balance = balance + case when account_id is null then -1 else 1 end
                         where partition = 0 and unit = 'EUR'""", "ledger account"),
                new Tampering(
                        "what a position has cost is changed",
                        "update trading.ledger_account set cost_basis = cost_basis - 1 where partition = 0 and unit = 'GOLD' and account_id is not null",
                        "ledger account"),
                new Tampering(
                        "an account is renamed",
                        "update trading.account set username = 'Eve' where partition = 0",
                        "account "),
                new Tampering(
                        "an account is permitted to sell short",
                        "update trading.account set may_short = true where partition = 0",
                        "account "),
                new Tampering(
                        "a permission to sell short is taken away",
                        "update trading.account set may_short = false where partition = 2",
                        "account "),
                new Tampering("what is held is made available", """
                        update trading.ledger_account set balance = balance + case bucket when 'HELD' then -1 else 1 end
                         where partition = 2 and unit = 'USD' and account_id is not null""", "ledger account"),
                new Tampering("an account is added", """
                        insert into trading.account
                        select gen_random_uuid(), number + 7, partition, 'Eve', created_at
                          from trading.account where partition = 0""", "account "),
                new Tampering(
                        "rows are hidden in a partition that nobody settles",
                        "update trading.transfer set partition = 9 where partition = 0 and seq = 8",
                        "trading transfer 0.8.0"),
                new Tampering(
                        "a partition's place is deleted",
                        "delete from trading.progress where partition = 0",
                        "trading journal"),
                new Tampering(
                        "money is made in a partition that nobody settles",
                        "insert into trading.ledger_account values (-1, 9, null, 'HOUSE', 'USD', 'AVAILABLE', 5, 0, 0)",
                        "trading ledger_account"));
    }

    @BeforeEach
    void settleSomething() {
        partition.settle(List.of(
                open("1", ann, "Ann", Money.of("USD", "100")),
                deposit("2", ann, "USD", "300"),
                deposit("3", ann, "EUR", "1"),
                trade("4", ann, Side.BUY, "GOLD", "5")));
        partition.settle(List.of(
                trade("5", ann, Side.SELL, "GOLD", "2"),
                trade("6", ann, Side.BUY, "GOLD", "500"), // refused
                deposit("2", ann, "USD", "300"))); // repeated
        partition.settle(withdraw("8", ann, "USD", "10"));
        partition.settle(withdraw("9", ann, "USD", "10000")); // refused
        partition(1).settle(open("1", account("bob"), "Bob", Money.of("USD", "7")));
        DrivenPartition<TradingCommand, TradingEvent> third = partition(2);
        third.settle(open("1", account("cat"), "Cat", Money.of("USD", "1000")));
        third.settle(List.of(
                permitShorting("2", account("cat"), true), trade("3", account("cat"), Side.SELL_SHORT, "GOLD", "3")));
        third.settle(trade("4", account("cat"), Side.BUY, "GOLD", "1"));
        OperationId operation = OperationId.ofPartner("/partners/x", "order-1");
        third.settle(
                List.of(partnerTrade(operation, account("cat"), Side.BUY, "FOREIGN", "1")),
                new Provenance("/partners/x", "order-1"));
    }

    @Test
    void whatNobodyTouchedIsWhole() {
        Ended ended = verify();

        assertThat(ended.said()).contains("trading 0: 9 events are whole\nchain trading 0 9 ", "everything is whole");
        assertThat(ended.exitCode()).isEqualTo(Verify.WHOLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperings")
    void theFirstRowThatIsBrokenIsNamed(Tampering tampering) {
        databases.force(tampering.sql());

        Ended ended = verify();

        assertThat(ended.said().lines().filter(line -> line.startsWith("BROKEN ")))
                .as(ended.said())
                .first()
                .asString()
                .startsWith("BROKEN " + tampering.place())
                .contains(": expected ", " but got ");
        assertThat(ended.exitCode()).isEqualTo(Verify.BROKEN);
        assertThat(ended.said()).contains("trading 1: 1 events are whole"); // it goes on with the others
    }

    @Test
    void anAmountChangedSoThatAllAddsUpIsFoundThoughTheAuditSeesNothing() {
        databases.force("""
                update trading.transfer
                   set amount = amount + 1, debit_balance = debit_balance - 1, credit_balance = credit_balance + 1
                 where partition = 0 and seq = 3;
                update trading.ledger_account set balance = balance + case when account_id is null then -1 else 1 end
                 where partition = 0 and unit = 'EUR'
                """);

        Ended ended = verify();
        databases.force("insert into market.asset (symbol, partition, name, currency, price, scale, status, price_at)"
                + " values ('GOLD', 0, 'Gold', 'USD', 50, 0, 'ACTIVE', now())"); // the audit looks up what Cat owes

        assertThat(new Auditor(databases.trading()).everything().sound()).isTrue();
        assertThat(ended.exitCode()).isEqualTo(Verify.BROKEN);
        assertThat(ended.said())
                .contains("BROKEN trading transfer 0.3.0: expected DEPOSIT of 1 EUR", "but got DEPOSIT of 2 EUR");
    }

    @Test
    void aHistoryWrittenAnewIsFoundByAHashThatWasKept(@TempDir Path folder) throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), verify().said());
        databases.force("""
                update trading.journal
                   set value = convert_to(replace(convert_from(value, 'UTF8'), '10000', '20000'), 'UTF8')
                 where partition = 0 and seq = 9;
                """ + HASH_AGAIN + "where partition = 0 and seq = 9;" + """
                update trading.progress
                   set journal_hash = (select hash from trading.journal where partition = 0 and seq = 9)
                 where partition = 0
                """);

        assertThat(verify().exitCode()).as("without it").isEqualTo(Verify.WHOLE);
        Ended ended = verify("--expect=" + kept);

        assertThat(ended.said()).contains("BROKEN trading event 0.9: expected the hash ", " that was kept but got ");
        assertThat(ended.exitCode()).isEqualTo(Verify.BROKEN);
    }

    @Test
    void anEndCutOffWithAllThatFollowsFromItIsFoundByAHashThatWasKept(@TempDir Path folder) throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), verify().said());
        databases.force("""
                delete from trading.journal where partition = 0 and seq = 9;
                delete from trading.operation where partition = 0 and outcome_seq = 9;
                update trading.progress p
                   set journal_seq = 8, journal_hash = (select hash from trading.journal where partition = 0 and seq = 8)
                 where partition = 0
                """);

        assertThat(verify().exitCode()).as("without it").isEqualTo(Verify.WHOLE);
        Ended ended = verify("--expect=" + kept);

        assertThat(ended.said()).contains("BROKEN trading event 0.9: expected an event with the hash ");
        assertThat(ended.exitCode()).isEqualTo(Verify.BROKEN);
    }

    @Test
    void whatWasKeptHoldsWhenMoreIsSettled(@TempDir Path folder) throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), verify().said());
        partition.settle(deposit("10", ann, "USD", "1"));
        Files.writeString(kept, Files.readString(kept) + verify().said());
        partition.settle(deposit("11", ann, "USD", "1"));

        Ended ended = verify("--expect=" + kept);

        assertThat(ended.said()).contains("chain trading 0 11 ");
        assertThat(ended.exitCode()).isEqualTo(Verify.WHOLE);
    }

    @Test
    void rowsThatAreOlderThanTheChainAreBookedAllTheSame() {
        String older = "update trading.journal set hash = null where partition = 0; update trading.progress"
                + " set journal_hash = decode(repeat('00', 32), 'hex') where partition = 0";
        databases.force(older);

        Ended ended = verify();

        assertThat(ended.said()).contains("trading 0: 9 events are whole (the first 9 are older than the chain)");
        assertThat(ended.exitCode()).isEqualTo(Verify.WHOLE);
    }

    @Test
    void whatCannotBeFoundOutIsNeitherWholeNorBroken(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "everything is whole\n");
        Path foreign = Files.writeString(folder.resolve("foreign"), "chain elsewhere 0 1 " + "0".repeat(64));

        assertThat(verify("--expect=" + empty).exitCode()).isEqualTo(Verify.FAILED);
        assertThat(verify("--expect=" + foreign).exitCode()).isEqualTo(Verify.FAILED);
        assertThat(verify("--expect=" + folder.resolve("none")).exitCode()).isEqualTo(Verify.FAILED);
        assertThat(verify(databases.url() + "_none").exitCode()).isEqualTo(Verify.FAILED);
    }

    private record Ended(int exitCode, String said) {}

    private Ended verify(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, UTF_8);
        int exitCode = new Verify(databases.environment(), out, out).run(List.of(arguments));
        return new Ended(exitCode, said.toString(UTF_8));
    }

    private DrivenPartition<TradingCommand, TradingEvent> partition(int number) {
        TradingStage stage = new TradingStage(
                Markets.of(asset("GOLD", "USD", "50", 0, AssetStatus.ACTIVE)),
                new SettlementSettings(25, 10, Duration.ZERO),
                new SimpleMeterRegistry());
        return new DrivenPartition<>(stage, databases.trading(), number);
    }
}
