package dev.gembourse.gateway.partner;

import dev.gembourse.gateway.partner.Quarantine.SetAside;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * What the relay is doing. Not part of readiness: a gateway whose relay waits serves requests as well as any other, and to take it out
 * of use would not make partners' records come sooner.
 */
@Component("partnersHealthIndicator")
class RelayState implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(RelayState.class);

    private final MeterRegistry meters;
    private volatile @Nullable String waitingFor;
    private volatile boolean ended;

    RelayState(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("gembourse.partners.relaying", this, state -> state.isRelaying() ? 1 : 0)
                .description("1 while partners' records are relayed, 0 while they wait or the relay has ended")
                .register(meters);
    }

    private boolean isRelaying() {
        return !ended && waitingFor == null;
    }

    void done(Turn turn) {
        turn.relayed()
                .forEach(one -> meters.counter(
                                "gembourse.partners.relayed", "partner", one.getKey(), "type", one.getValue())
                        .increment());
        for (SetAside one : turn.setAside()) {
            meters.counter(
                            "gembourse.partners.quarantined",
                            "partner",
                            one.arrival().partner().value(),
                            "reason",
                            one.why().reason())
                    .increment();
        }
    }

    void waitsFor(Exception why) {
        if (waitingFor == null) {
            LOG.warn("partners' records wait", why);
        }
        waitingFor = why.toString();
    }

    void goesOn() {
        if (waitingFor != null) {
            LOG.info("partners' records are relayed again");
            waitingFor = null;
        }
    }

    void began() {
        ended = false;
    }

    void ended() {
        ended = true;
    }

    @Override
    public Health health() {
        String why = waitingFor;
        if (ended) {
            return Health.down().withDetail("relay", "ended").build();
        }
        return why == null
                ? Health.up().build()
                : Health.up().withDetail("waiting", why).build();
    }
}
