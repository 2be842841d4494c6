package dev.gembourse.gateway.order;

import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.OrderView;
import dev.gembourse.gateway.command.CommandContext;
import dev.gembourse.gateway.command.Commands;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.operation.Signal;
import dev.gembourse.gateway.operation.Waiters;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.upstream.Processor;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Places orders that do not wait in a book. A caller who prefers to wait is answered when the order has ended, with its fills; or, when the time is over before,
 * as it was placed.
 */
@Component
class PromptOrders {

    private final Commands commands;
    private final Waiters waiters;
    private final Processor processor;

    PromptOrders(Commands commands, Waiters waiters, Processor processor) {
        this.commands = commands;
        this.waiters = waiters;
        this.processor = processor;
    }

    ResponseEntity<Object> place(PlaceOrder place, CommandContext context) {
        if (context.patience().isZero()) {
            return commands.submit(Submission.of(place), context);
        }
        long deadline = System.nanoTime() + context.patience().toNanos();
        OrderId order = place.order();
        try (Waiters.Waiter end = waiters.registerForOrders(place.accountId(), event -> isEndOf(order, event))) {
            ResponseEntity<Object> answer = commands.submit(Submission.of(place), context);
            if (!(answer.getBody() instanceof OrderView)) {
                return answer; // the time is over
            }
            OrderView ended = ended(place, answer, end, deadline);
            return ended == null
                    ? answer
                    : ResponseEntity.status(answer.getStatusCode())
                            .headers(answer.getHeaders())
                            .body(ended);
        }
    }

    /** Of a request that comes again, nobody may tell the end any more. */
    private @Nullable OrderView ended(
            PlaceOrder place, ResponseEntity<Object> answer, Waiters.Waiter end, long deadline) {
        try {
            if (answer.getHeaders().containsHeader("Idempotency-Replayed")) {
                OrderView now = processor.order(place.accountId(), place.order(), null);
                if (!now.status().isOpen()) {
                    return now;
                }
            }
            Optional<StreamPosition> position =
                    end.await(Duration.ofNanos(deadline - System.nanoTime())).flatMap(PromptOrders::positionOf);
            return position.isEmpty()
                    ? null
                    : processor.order(place.accountId(), place.order(), position.orElseThrow());
        } catch (ProblemException e) {
            return null; // it is placed, whether or not somebody can tell what has become of it
        }
    }

    private static Optional<StreamPosition> positionOf(Signal signal) {
        return signal instanceof Signal.Concluded(var outcome)
                ? Optional.ofNullable(outcome.position())
                : Optional.empty();
    }

    /** Its fills may come in any order, so it has ended when nothing of it is left. */
    private static boolean isEndOf(OrderId order, Object event) {
        return switch (event) {
            case OrderFilled fill ->
                fill.order().equals(order)
                        && fill.reason() != null
                        && fill.unfilled().signum() == 0;
            case OrderEnded ended ->
                ended.order().equals(order) && ended.unfilled().signum() == 0;
            default -> false;
        };
    }
}
