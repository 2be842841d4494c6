package dev.gembourse.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.gateway.kafka.PublicationLimits;
import dev.gembourse.gateway.operation.Operations;
import dev.gembourse.gateway.operation.RecentOperations;
import dev.gembourse.gateway.operation.Waiters;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.trace.Trace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/** What becomes of a command when Kafka's client fails in ways that it does not announce. */
class FaultyProducerTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final PublicationLimits limits =
            new PublicationLimits(Duration.ofMillis(100), Duration.ZERO, Duration.ZERO, DataSize.ofBytes(1), 1);
    private final Waiters waiters = new Waiters();
    private final Commands commands = new Commands(
            new CommandPublisher(producer, limits, new SimpleMeterRegistry()),
            gateway.bean(RecentOperations.class),
            waiters,
            gateway.bean(Operations.class),
            gateway.bean(Admission.class),
            limits);
    private final AccountId account = new AccountId(UUID.randomUUID());

    @Test
    void aFaultIsToldAndLeavesNothingBehind() {
        producer.sendException = new UnsupportedOperationException("nobody expected this");
        assertUnknown();
        assertUnknown();
        assertThat(waiters.size()).isZero();
        producer.sendException = null;

        try (UnderWay command = begin()) {
            assertThat(command.isReplay()).isFalse();
        }

        assertThat(producer.history()).as("there was room for it").hasSize(1);
        assertThat(waiters.size()).isZero();
    }

    @Test
    void anAcknowledgementThatNeverComesIsNotWaitedForForever() {
        assertUnknown();

        assertThat(waiters.size()).isZero();
    }

    @Test
    void nobodyWaitsForTheOutcomeOfWhatKafkaDidNotTake() {
        long begin = System.nanoTime();
        try (UnderWay command = begin(Duration.ofMinutes(1))) {
            producer.errorNext(new TimeoutException("no broker"));
            assertUnknown(command);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void anOutcomeAnswersThoughItsCommandWasNeverAcknowledged() {
        Commands listening = new Commands(
                new CommandPublisher(producer, limits, new SimpleMeterRegistry()),
                gateway.bean(RecentOperations.class),
                gateway.bean(Waiters.class),
                gateway.bean(Operations.class),
                gateway.bean(Admission.class),
                limits);
        Money money = Money.of("USD", "1");
        try (UnderWay command = begin(listening, Duration.ofSeconds(30))) {
            gateway.journals.publish(new Deposited(
                    command.submitted().operationId(), account, money, money.amount(), null, Instant.EPOCH));

            assertThat(listening.finish(command).status()).isEqualTo(HttpStatus.CREATED);
        }
        assertThat(producer.history()).hasSize(1);
    }

    private void assertUnknown() {
        try (UnderWay command = begin()) {
            assertUnknown(command);
        }
    }

    private void assertUnknown(UnderWay command) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> commands.finish(command))
                .extracting(ProblemException::code)
                .isEqualTo(ProblemCode.OUTCOME_UNKNOWN);
    }

    private UnderWay begin() {
        return begin(Duration.ofSeconds(1));
    }

    private UnderWay begin(Duration wait) {
        return begin(commands, wait);
    }

    private UnderWay begin(Commands with, Duration wait) {
        Submission submission = Submission.of(
                new Deposit(OperationId.of(account.toString(), "key"), account, Money.of("USD", "1"), Instant.EPOCH));
        return with.begin(submission, new Trace("", "", ""), wait);
    }
}
