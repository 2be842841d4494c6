package dev.gembourse.exactlyonce;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Contracts;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Adds up deposits. The smallest stage that has state, writes rows and appends events. */
final class CounterStage implements Stage<TradingCommand, TradingEvent> {

    private final Consumer<TradingCommand> beforeDeciding;

    CounterStage() {
        this(command -> {});
    }

    /** @param beforeDeciding may throw, to be a bug */
    CounterStage(Consumer<TradingCommand> beforeDeciding) {
        this.beforeDeciding = beforeDeciding;
    }

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public Contract<TradingCommand> input() {
        return Contracts.TRADING_COMMANDS;
    }

    @Override
    public Contract<TradingEvent> output() {
        return Contracts.TRADING_EVENTS;
    }

    @Override
    public BatchProcessor<TradingCommand, TradingEvent> open() {
        return new Counting();
    }

    private final class Counting implements BatchProcessor<TradingCommand, TradingEvent> {

        private final Map<AccountId, BigDecimal> totals = new HashMap<>();
        private final Map<AccountId, BigDecimal> changed = new TreeMap<>();
        private final Rows counted = Rows.into("counted", "partition", "place");

        @Override
        public void load(Connection transaction, List<Input<TradingCommand>> batch) throws SQLException {
            for (Input<TradingCommand> input : batch) {
                if (!totals.containsKey(input.value().accountId())) {
                    totals.put(
                            input.value().accountId(),
                            load(transaction, input.value().accountId()));
                }
            }
        }

        private BigDecimal load(Connection transaction, AccountId account) throws SQLException {
            try (PreparedStatement statement =
                    transaction.prepareStatement("select total from counter where account_id = ?")) {
                statement.setString(1, account.toString());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? row.getBigDecimal(1) : BigDecimal.ZERO;
                }
            }
        }

        @Override
        public void decide(Input<TradingCommand> input, Instant now, Journal<TradingEvent> journal) {
            beforeDeciding.accept(input.value());
            if (!(input.value() instanceof Deposit deposit)) {
                throw new IllegalStateException("expected a deposit");
            }
            BigDecimal total = totals.merge(deposit.accountId(), deposit.money().amount(), BigDecimal::add);
            changed.put(deposit.accountId(), total);
            counted.integer(input.offset().partition())
                    .bigint(input.offset().index())
                    .endRow();
            journal.append(
                    deposit.operationId().toString(),
                    new Deposited(deposit.operationId(), deposit.accountId(), deposit.money(), total, null, now));
        }

        @Override
        public void write(Connection transaction, Writes writes) throws SQLException {
            writes.add(counted);
            try (PreparedStatement statement = transaction.prepareStatement("""
                    insert into counter (account_id, total) values (?, ?)
                    on conflict (account_id) do update set total = excluded.total
                    """)) {
                for (Map.Entry<AccountId, BigDecimal> entry : changed.entrySet()) {
                    statement.setString(1, entry.getKey().toString());
                    statement.setBigDecimal(2, entry.getValue());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            changed.clear();
        }
    }
}
