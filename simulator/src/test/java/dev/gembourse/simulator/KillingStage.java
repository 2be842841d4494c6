package dev.gembourse.simulator;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.exactlyonce.BatchProcessor;
import dev.gembourse.exactlyonce.FollowUp;
import dev.gembourse.exactlyonce.Input;
import dev.gembourse.exactlyonce.Journal;
import dev.gembourse.exactlyonce.Stage;
import dev.gembourse.exactlyonce.Writes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Settlement with a record under which the process dies, leaving no exception behind. */
record KillingStage(Stage<TradingCommand, TradingEvent> settlement, World world)
        implements Stage<TradingCommand, TradingEvent> {

    @Override
    public String name() {
        return settlement.name();
    }

    @Override
    public Contract<TradingCommand> input() {
        return settlement.input();
    }

    @Override
    public Contract<TradingEvent> output() {
        return settlement.output();
    }

    @Override
    public Map<Class<? extends TradingEvent>, Function<TradingEvent, List<FollowUp>>> followUps() {
        return settlement.followUps();
    }

    @Override
    public BatchProcessor<TradingCommand, TradingEvent> open() {
        BatchProcessor<TradingCommand, TradingEvent> real = settlement.open();
        return new BatchProcessor<>() {
            @Override
            public void load(Connection transaction, List<Input<TradingCommand>> batch) throws SQLException {
                real.load(transaction, batch);
            }

            @Override
            public void decide(Input<TradingCommand> input, Instant now, Journal<TradingEvent> journal) {
                if (input.value() instanceof Deposit deposit && deposit.money().equals(Workload.DEADLY)) {
                    world.die("dies of a record");
                }
                real.decide(input, now, journal);
            }

            @Override
            public void write(Connection transaction, Writes writes) throws SQLException {
                real.write(transaction, writes);
            }

            @Override
            public void committed() {
                real.committed();
            }
        };
    }
}
