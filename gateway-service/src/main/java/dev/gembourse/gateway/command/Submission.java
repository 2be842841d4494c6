package dev.gembourse.gateway.command;

import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Message;
import dev.gembourse.gateway.operation.Area;
import dev.gembourse.gateway.operation.Submitted;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * A command on its way to Kafka.
 *
 * @param message what is published
 * @param answeredBy whether an event that concludes the operation can be the answer to this very command
 */
public record Submission(Submitted submitted, Message message, Predicate<Object> answeredBy) {

    /**
     * A client's command about an account.
     *
     * @throws IllegalArgumentException when it is one that settlement alone may send
     */
    public static Submission of(TradingCommand command) {
        if (command instanceof TradingCommand.FollowUp) {
            throw new IllegalArgumentException("expected a command that a client may give but got " + command);
        }
        return new Submission(
                new Submitted(
                        command.operationId(),
                        Area.TRADING,
                        command.kind().name(),
                        command.accountId().toString(),
                        null,
                        command.content(),
                        command.submittedAt(),
                        new CompletableFuture<>()),
                Contracts.TRADING_COMMANDS.write(command),
                event -> event instanceof TradingEvent happened && Answering.answers(command, happened));
    }

    /**
     * An operator's command about an asset or a unit.
     *
     * @throws IllegalArgumentException when it is one that settlement alone may send
     */
    public static Submission of(MarketCommand command) {
        if (command instanceof MarketCommand.BookCommand) {
            throw new IllegalArgumentException("expected a command that a client may give but got " + command);
        }
        return new Submission(
                new Submitted(
                        command.operationId(),
                        Area.MARKET,
                        command.kind().name(),
                        null,
                        command.symbol().value(),
                        command.content(),
                        command.submittedAt(),
                        new CompletableFuture<>()),
                Contracts.MARKET_COMMANDS.write(command),
                event -> event instanceof MarketEvent happened && Answering.answers(command, happened));
    }
}
