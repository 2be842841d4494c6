package dev.gembourse.gateway.partner;

import dev.gembourse.events.partner.PartnerMessage;
import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.wire.PartnerEvent;
import dev.gembourse.gateway.command.RelayedCommands;
import dev.gembourse.gateway.follow.Followers;
import dev.gembourse.gateway.partner.NotRelayed.Why;
import dev.gembourse.gateway.partner.Turn.Fate;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.trace.Trace;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decides what becomes of partners' records, and sees to it. For one thread. */
@Component
class Clerk {

    private static final Logger LOG = LoggerFactory.getLogger(Clerk.class);

    /** How long to go on before looking after the group: to ask for unknown symbols can take long. */
    private static final Duration SHIFT = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Grants grants;
    private final Translation translation;
    private final RelayedCommands commands;
    private final Quarantine quarantine;
    private final Followers followers;
    private final Clock clock;

    Clerk(
            Grants grants,
            Translation translation,
            RelayedCommands commands,
            Quarantine quarantine,
            Followers followers,
            Clock clock) {
        this.grants = grants;
        this.translation = translation;
        this.commands = commands;
        this.quarantine = quarantine;
        this.followers = followers;
        this.clock = clock;
    }

    /**
     * Goes on with a turn; true when Kafka has all that is to be relayed and the database all that is to be set aside.
     *
     * @throws ProblemException when settlement, Kafka or the market is not ready: to be tried again
     * @throws org.springframework.dao.DataAccessException when the database is not: to be tried again
     */
    boolean goOn(Turn turn) throws InterruptedException {
        if (!followers.knowsTheMarket()) {
            throw ProblemException.of(
                    ProblemCode.SERVICE_UNAVAILABLE, "the gateway is still getting to know the market");
        }
        handOver(turn);
        if (!turn.open().isEmpty() || !isAcknowledged(turn)) {
            return false;
        }
        quarantine.add(turn.setAside());
        return true;
    }

    private boolean isAcknowledged(Turn turn) throws InterruptedException {
        try {
            return turn.awaitAcknowledgements(PATIENCE);
        } catch (ExecutionException e) {
            commands.giveUp();
            throw ProblemException.of(ProblemCode.SERVICE_UNAVAILABLE, "Kafka has refused a command: " + e.getCause());
        }
    }

    private void handOver(Turn turn) {
        List<Arrival> open = List.copyOf(turn.open());
        if (open.isEmpty()) {
            return;
        }
        Granted granted = granted(open);
        Set<Arrival> setAside = quarantine.known(open);
        Existence existence = translation.existence();
        long end = System.nanoTime() + SHIFT.toNanos();
        for (Arrival arrival : open) {
            if (System.nanoTime() > end) {
                return;
            }
            turn.next(
                    setAside.contains(arrival)
                            ? new Fate.Aside(new NotRelayed(Why.SET_ASIDE, "was set aside before"))
                            : fate(arrival, granted, existence));
        }
    }

    private Granted granted(List<Arrival> arrivals) {
        Set<PartnerName> partners = arrivals.stream().map(Arrival::partner).collect(Collectors.toSet());
        Set<AccountId> accounts =
                arrivals.stream().map(Arrival::account).filter(Objects::nonNull).collect(Collectors.toSet());
        return grants.find(partners, accounts);
    }

    private Fate fate(Arrival arrival, Granted granted, Existence existence) {
        try {
            return relay(arrival, granted, existence);
        } catch (NotRelayed e) {
            return new Fate.Aside(e);
        } catch (ProblemException e) {
            if (e.code().isPassing()) {
                throw e;
            }
            return new Fate.Aside(NotRelayed.because(e));
        } catch (RuntimeException e) {
            LOG.error(
                    "the record at {}-{}@{} cannot be relayed",
                    arrival.record().topic(),
                    arrival.record().partition(),
                    arrival.record().offset(),
                    e);
            return new Fate.Aside(new NotRelayed(Why.UNPROCESSABLE, "a fault of the gateway"));
        }
    }

    private Fate relay(Arrival arrival, Granted granted, Existence existence) throws NotRelayed {
        Partner partner = granted.require(arrival.partner());
        PartnerEvent event = arrival.event();
        if (!event.source().equals(partner.source())) {
            throw new NotRelayed(
                    Why.FOREIGN_SOURCE,
                    "expected the source %s but got %s".formatted(partner.source(), event.source()));
        }
        PartnerMessage message = arrival.message();
        granted.require(partner.name(), message.accountId(), Permission.neededFor(message));
        TradingCommand command = translation.command(event.operationId(), message, existence);
        Trace trace = Trace.from(null, arrival.traceParent(), clock.millis());
        return new Fate.Relayed(
                message.getClass().getSimpleName(), commands.publish(command, partner.source(), event.id(), trace));
    }
}
