package dev.gembourse.simulator;

import dev.gembourse.events.wire.Topics;
import dev.gembourse.exactlyonce.EngineSettings;
import dev.gembourse.exactlyonce.SimulatedEngine;
import dev.gembourse.exactlyonce.Stage;
import dev.gembourse.follow.Followed;
import dev.gembourse.processor.market.MarketView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** An instance of a service, which is started again whenever it has died. */
final class Instance {

    private final Site site;
    private final String name;
    private final EngineSettings settings;
    private final Function<MarketView, Stage<?, ?>> stages;
    private final Map<TopicPartition, Integer> followed = new HashMap<>();
    private MarketView view = new MarketView();
    private @Nullable Task task;
    private int lives;

    /** @param stages makes the instance's stage, which knows the market by what the instance has followed */
    Instance(Site site, String name, EngineSettings settings, Function<MarketView, Stage<?, ?>> stages) {
        this.site = site;
        this.name = name;
        this.settings = settings;
        this.stages = stages;
    }

    void startAgain() {
        Task before = task;
        if (before != null && !before.isOver()) {
            return;
        }
        view = new MarketView();
        followed.clear();
        World world = site.world;
        Stage<?, ?> stage = stages.apply(view);
        Group group = site.group(stage.name());
        String life = name + "#" + ++lives;
        List<Integer> producers = new ArrayList<>();
        Runnable engine = SimulatedEngine.of(
                world,
                stage,
                settings,
                SimulatedConnection.dataSource(world, site.database, stage.name()),
                () -> SimulatedConsumer.of(world, site.log, group, life, settings.maxBatchRecords() * 2),
                () -> {
                    producers.add(site.nextProducer());
                    return SimulatedProducer.of(world, site.log, producers.getLast());
                },
                Records.PARTITIONS,
                site.log::isAway);
        Task started = world.start(life, engine);
        world.trace("%s starts", life);
        started.atDeath(() -> {
            producers.forEach(producer -> site.log.orphan(producer, false));
            site.database.abandon(started);
        });
        task = started;
    }

    /** The view of the market gets the next records. */
    void follow() {
        for (int p = 0; p < Records.PARTITIONS; p++) {
            TopicPartition place = new TopicPartition(Topics.MARKET_STATE, p);
            List<ConsumerRecord<byte[], byte[]>> records = site.log.records(place);
            int at = followed.getOrDefault(place, 0);
            if (at < records.size()) {
                view.apply(new Followed(records.get(at)));
                followed.put(place, at + 1);
            }
        }
    }
}
