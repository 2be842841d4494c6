package dev.gembourse.exactlyonce;

import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * What the partitions of one running engine share. Everything in it is thread-safe.
 *
 * @param rush whether this engine is in one
 * @param othersRush that of another engine to which this one gives way
 * @param trial is locked while a record is tried under which the process may die, so that a death accuses one record only
 */
record Resources(
        EngineSettings settings,
        DataSource dataSource,
        InstantSource clock,
        Timing timing,
        Fence fence,
        Quarantine quarantine,
        EventProducer producer,
        Topics topics,
        SettlementSwitch settling,
        EngineMetrics metrics,
        Failpoints failpoints,
        Rush rush,
        Rush othersRush,
        Object trial) {}
