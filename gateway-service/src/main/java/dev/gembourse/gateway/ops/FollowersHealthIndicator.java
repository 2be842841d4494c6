package dev.gembourse.gateway.ops;

import dev.gembourse.gateway.follow.FollowedTopic;
import dev.gembourse.gateway.follow.Followers;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the journals are followed and the market is known: without them nobody is answered in time. */
@Component("followersHealthIndicator")
class FollowersHealthIndicator implements HealthIndicator {

    private final Followers followers;

    FollowersHealthIndicator(Followers followers) {
        this.followers = followers;
    }

    @Override
    public Health health() {
        boolean well = followers.knowsTheMarket() && followers.all().stream().allMatch(FollowedTopic::isConnected);
        Health.Builder health = well ? Health.up() : Health.down();
        followers
                .all()
                .forEach(
                        topic -> health.withDetail(topic.topic(), topic.isConnected() ? "connected" : "not connected"));
        return health.build();
    }
}
