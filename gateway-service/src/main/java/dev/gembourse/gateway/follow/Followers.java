package dev.gembourse.gateway.follow;

import dev.gembourse.events.wire.Topics;
import dev.gembourse.follow.TopicFollower.From;
import dev.gembourse.gateway.kafka.KafkaSettings;
import dev.gembourse.gateway.market.MarketFeed;
import dev.gembourse.gateway.operation.Outcomes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows the journals for outcomes and the market for prices. Begins before the first request is taken and ends after the
 * last one. An outcome of the market is told only after the asset book has it, so that what a caller has just created can be
 * traded at once.
 */
@Component
public class Followers implements SmartLifecycle {

    /** The journal tells the same states sooner, so those are there for the beginning and for what the journal has been through. */
    private static final Duration REST_BETWEEN_STATES = Duration.ofMillis(100);

    private final FollowedTopic trading;
    private final FollowedTopic market;
    private final FollowedTopic assets;

    Followers(KafkaSettings kafka, Outcomes outcomes, MarketFeed feed) {
        Map<String, Object> settings = kafka.consumer();
        trading = new FollowedTopic(settings, Topics.TRADING_EVENTS, From.NOW, Duration.ZERO, outcomes::acceptTrading);
        market = new FollowedTopic(settings, Topics.MARKET_EVENTS, From.NOW, Duration.ZERO, record -> {
            feed.acceptEvent(record);
            outcomes.acceptMarket(record);
        });
        assets = new FollowedTopic(
                settings, Topics.MARKET_STATE, From.BEGINNING, REST_BETWEEN_STATES, feed::acceptState);
    }

    public List<FollowedTopic> all() {
        return List.of(trading, market, assets);
    }

    /** Whether every asset that existed when this instance began is known. */
    public boolean knowsTheMarket() {
        return assets.isCaughtUp() && market.isPositioned();
    }

    @Override
    public void start() {
        all().forEach(FollowedTopic::start);
    }

    @Override
    public void stop() {
        all().forEach(FollowedTopic::stop);
    }

    @Override
    public boolean isRunning() {
        return all().stream().anyMatch(FollowedTopic::isRunning);
    }

    @Override
    public int getPhase() {
        return 0; // the web server starts later and stops earlier
    }
}
