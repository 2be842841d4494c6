package dev.gembourse.gateway.operation;

import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.UnreadableMessage;
import dev.gembourse.follow.Followed;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hears from the journals what became of operations and tells those who wait. The value of a record is parsed only when
 * somebody waits for it, or when it says that a key was used twice. Called by the threads that follow the journals.
 */
@Component
public class Outcomes {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
    private static final Set<String> ORDER_PROGRESS = Set.of(
            Contracts.TRADING_EVENTS.typeOf(TradingEvent.OrderFilled.class),
            Contracts.TRADING_EVENTS.typeOf(TradingEvent.OrderEnded.class));
    private static final String TRADING_REPEATED = Contracts.TRADING_EVENTS.typeOf(TradingEvent.CommandRepeated.class);
    private static final String MARKET_REPEATED =
            Contracts.MARKET_EVENTS.typeOf(MarketEvent.MarketCommandRepeated.class);

    private final Waiters waiters;
    private final RecentOperations recent;
    private final UnitBook units;

    Outcomes(Waiters waiters, RecentOperations recent, UnitBook units) {
        this.waiters = waiters;
        this.recent = recent;
        this.units = units;
    }

    /** Takes a record of {@code trading.events.v1}. */
    public void acceptTrading(Followed followed) {
        String operation = followed.header(Headers.CORRELATION_ID);
        StreamPosition position = followed.journalPosition();
        if (operation != null && position != null && concernsUs(operation, followed, TRADING_REPEATED)) {
            read(followed, Contracts.TRADING_EVENTS)
                    .ifPresent(event ->
                            tell(operation, event.operationId(), event, Conclusions.of(event, position, units)));
        }
        if (position != null && followed.type() != null && ORDER_PROGRESS.contains(followed.type())) {
            String orders = Waiters.ordersOf(String.valueOf(followed.key()));
            if (waiters.isAwaited(orders)) {
                read(followed, Contracts.TRADING_EVENTS)
                        .ifPresent(event -> waiters.tell(orders, event, Conclusions.of(event, position, units)));
            }
        }
    }

    /** Takes a record of {@code market.events.v1}. */
    public void acceptMarket(Followed followed) {
        String operation = followed.header(Headers.CORRELATION_ID);
        StreamPosition position = followed.journalPosition();
        if (operation != null && position != null && concernsUs(operation, followed, MARKET_REPEATED)) {
            read(followed, Contracts.MARKET_EVENTS)
                    .ifPresent(event -> Conclusions.of(event, position)
                            .ifPresent(signal -> tell(operation, event.operationId(), event, signal)));
        }
    }

    private boolean concernsUs(String operation, Followed followed, String repeatedType) {
        return waiters.isAwaited(operation) || repeatedType.equals(followed.type());
    }

    private void tell(String operation, OperationId id, Object event, Signal signal) {
        if (signal instanceof Signal.Repeated(boolean sameContent) && !sameContent) {
            recent.forget(id);
        }
        waiters.tell(operation, event, signal);
    }

    private static <T> Optional<T> read(Followed followed, Contract<T> contract) {
        try {
            return Optional.of(followed.read(contract));
        } catch (UnreadableMessage e) {
            LOG.error("passing over the event at {}: {}", followed.journalPosition(), e.getMessage());
            return Optional.empty();
        }
    }
}
