package dev.gembourse.simulator;

import dev.gembourse.events.wire.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** What the instances of all services share: the broker with its groups, and the database. */
final class Site {

    final World world;
    final Log log;
    final Database database;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final AtomicInteger producers = new AtomicInteger();

    Site(World world) {
        this.world = world;
        this.log = new Log(world);
        this.database = new Database(world);
        groups.put("trading", new Group(world, Topics.TRADING_COMMANDS));
        groups.put("market", new Group(world, Topics.MARKET_COMMANDS));
        groups.put("leaderboard", new Group(world, Topics.TRADING_EVENTS));
        groups.put("portfolio", new Group(world, Topics.TRADING_EVENTS));
    }

    List<Group> groups() {
        return List.copyOf(groups.values());
    }

    /** The readers of a stage's input. */
    Group group(String stage) {
        return Objects.requireNonNull(groups.get(stage), stage);
    }

    int nextProducer() {
        return producers.incrementAndGet();
    }
}
