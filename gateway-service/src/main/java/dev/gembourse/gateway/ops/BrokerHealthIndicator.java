package dev.gembourse.gateway.ops;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether Kafka answers: without it no command can be accepted. */
@Component("brokerHealthIndicator")
class BrokerHealthIndicator implements HealthIndicator {

    private final Broker broker;

    BrokerHealthIndicator(Broker broker) {
        this.broker = broker;
    }

    @Override
    public Health health() {
        return broker.isReachable() ? Health.up().build() : Health.down().build();
    }
}
