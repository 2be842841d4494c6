package dev.gembourse.exactlyonce;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Contracts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A counter of which each deposit of euros has a follow-up: a dollar for the account whose number is higher by 1,000. */
final class GivingStage implements Stage<TradingCommand, TradingEvent> {

    private final CounterStage counter;
    private final Consumer<Deposit> beforeFollowing;

    /**
     * Both may throw, to be bugs.
     *
     * @param beforeFollowing sees what follows
     */
    GivingStage(Consumer<TradingCommand> beforeDeciding, Consumer<Deposit> beforeFollowing) {
        this.counter = new CounterStage(beforeDeciding);
        this.beforeFollowing = beforeFollowing;
    }

    /** What is to be followed. */
    static Deposit gift(int account) {
        Deposit dollar = CounterFixture.deposit(account, "gift");
        return new Deposit(dollar.operationId(), dollar.accountId(), Money.of("EUR", "1"), dollar.submittedAt());
    }

    @Override
    public String name() {
        return counter.name();
    }

    @Override
    public Contract<TradingCommand> input() {
        return counter.input();
    }

    @Override
    public Contract<TradingEvent> output() {
        return counter.output();
    }

    @Override
    public Map<Class<? extends TradingEvent>, Function<TradingEvent, List<FollowUp>>> followUps() {
        return Map.of(Withdrawn.class, event -> {
            Deposit next = next(event.accountId());
            beforeFollowing.accept(next);
            return List.of(new FollowUp(
                    Contracts.TRADING_COMMANDS.write(next), next.operationId().toString()));
        });
    }

    private static Deposit next(AccountId from) {
        int number = (int) (from.value().getLeastSignificantBits() & 0xffff);
        return CounterFixture.deposit(number + 1_000, "received");
    }

    @Override
    public Set<String> decided(Connection connection, Collection<String> operationIds) throws SQLException {
        Set<String> decided = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement("select account_id from counter");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                decided.add(OperationId.of(row.getString(1), "received").toString());
            }
        }
        decided.retainAll(operationIds);
        return decided;
    }

    @Override
    public BatchProcessor<TradingCommand, TradingEvent> open() {
        BatchProcessor<TradingCommand, TradingEvent> counting = counter.open();
        return new BatchProcessor<>() {
            @Override
            public void load(Connection transaction, List<Input<TradingCommand>> batch) throws SQLException {
                counting.load(transaction, batch);
            }

            @Override
            public void decide(Input<TradingCommand> input, Instant now, Journal<TradingEvent> journal) {
                counting.decide(
                        input, now, (correlationId, event) -> journal.append(correlationId, asWithdrawnIfEuros(event)));
            }

            @Override
            public void write(Connection transaction, Writes writes) throws SQLException {
                counting.write(transaction, writes);
            }
        };
    }

    private static TradingEvent asWithdrawnIfEuros(TradingEvent event) {
        return event instanceof Deposited of && of.money().currency().code().equals("EUR")
                ? new Withdrawn(of.operationId(), of.accountId(), of.money(), of.available(), null, of.occurredAt())
                : event;
    }
}
