package dev.gembourse.exactlyonce;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/**
 * How an engine runs. The defaults suit the local stack as well as a cluster; what usually changes is the number of threads.
 *
 * @param groupIdPrefix the consumer group is this followed by the stage's name
 * @param groupProtocol Kafka's group protocol, classic or consumer (KIP-848)
 * @param consumerThreads threads that settle; partitions are divided among them. More than there are cores costs throughput
 * @param maxBatchRecords most records that one transaction settles
 * @param maxBatchSize bytes of records after which a transaction takes no more of them
 * @param batchInterval least time from the beginning of one small batch to that of the next in each thread, so that records gather
 *     while many come; a record that comes after a pause does not wait. A batch is small below a quarter of the largest
 * @param longestRest a thread rests as long as the last batch took while batches are small, but not longer than this: a turn costs
 *     much the same for one record as for twenty, so a busy machine gets larger batches
 * @param pollTimeout longest wait of a poll, and so the longest delay of everything that happens between polls
 * @param sessionTimeout silence after which the broker gives an instance's partitions to others; with the protocol
 *     "consumer" the broker's own setting counts instead
 * @param maxPollInterval longest time between polls before the group takes the partitions away; must far exceed what
 *     settling one poll's records takes
 * @param requestTimeout longest wait for an answer of the broker outside of polling
 * @param retryBackOff first delay after a passing fault; doubles with every further one
 * @param retryBackOffMax longest delay after a passing fault
 * @param maxUnpublished journal events that may wait for the broker's acknowledgement in each partition before the
 *     partition pauses
 * @param republishRows journal rows that are read at once when events are published from the database
 * @param producerBuffer memory for events on their way to the broker
 * @param deliveryTimeout time after which an event that the broker has not acknowledged is published anew from the database
 * @param suspiciousTakeovers number of times in a row that a partition's owner must have died without a commit before
 *     records are tried one by one
 * @param maxTries number of tries, each alone, after which a record under which the process died is quarantined
 * @param statusInterval time between two looks at lag and reachability
 * @param stalledAfter age of the first unprocessed record from which on a partition that does not move counts as stalled
 * @param catchingUpAfter age of the first unprocessed record from which on a partition counts as catching up
 * @param aliveWithin time since the last poll within which a consumer thread counts as alive
 * @param drainTimeout longest wait at stop for the running batch, and again for the journal's publication
 * @param failpoints whether tests may name a place at which the process halts; the profile "production" says no
 */
@ConfigurationProperties("gembourse.engine")
public record EngineSettings(
        @DefaultValue("gembourse-") String groupIdPrefix,
        @DefaultValue("classic") String groupProtocol,
        @DefaultValue("2") int consumerThreads,
        @DefaultValue("2000") int maxBatchRecords,
        @DefaultValue("4MB") DataSize maxBatchSize,
        @DefaultValue("5ms") Duration batchInterval,
        @DefaultValue("20ms") Duration longestRest,
        @DefaultValue("100ms") Duration pollTimeout,
        @DefaultValue("6s") Duration sessionTimeout,
        @DefaultValue("2m") Duration maxPollInterval,
        @DefaultValue("5s") Duration requestTimeout,
        @DefaultValue("100ms") Duration retryBackOff,
        @DefaultValue("5s") Duration retryBackOffMax,
        @DefaultValue("10000") int maxUnpublished,
        @DefaultValue("1000") int republishRows,
        @DefaultValue("64MB") DataSize producerBuffer,
        @DefaultValue("20s") Duration deliveryTimeout,
        @DefaultValue("3") int suspiciousTakeovers,
        @DefaultValue("2") int maxTries,
        @DefaultValue("2s") Duration statusInterval,
        @DefaultValue("30s") Duration stalledAfter,
        @DefaultValue("5s") Duration catchingUpAfter,
        @DefaultValue("60s") Duration aliveWithin,
        @DefaultValue("20s") Duration drainTimeout,
        @DefaultValue("true") boolean failpoints) {

    private static final String PREFIX = "gembourse.engine";

    public EngineSettings {
        atLeastOne("consumerThreads", consumerThreads);
        atLeastOne("maxBatchRecords", maxBatchRecords);
        atLeastOne("maxUnpublished", maxUnpublished);
        atLeastOne("republishRows", republishRows);
        atLeastOne("suspiciousTakeovers", suspiciousTakeovers);
        atLeastOne("maxTries", maxTries);
        if (!groupProtocol.equals("classic") && !groupProtocol.equals("consumer")) {
            throw new IllegalArgumentException(
                    "expected " + PREFIX + ".group-protocol to be classic or consumer but got " + groupProtocol);
        }
    }

    /** The defaults, except for some components, which are named and written as in configuration files. */
    public static EngineSettings with(Map<String, String> changes) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        changes.forEach((name, value) -> source.put(PREFIX + "." + name, value));
        return new Binder(source).bindOrCreate(PREFIX, EngineSettings.class);
    }

    /** The same with other threads and turns: for a stage that has time and is to leave the machine to others. */
    public EngineSettings withTurns(int threads, Duration turn) {
        return new EngineSettings(
                groupIdPrefix,
                groupProtocol,
                threads,
                maxBatchRecords,
                maxBatchSize,
                turn,
                turn,
                pollTimeout,
                sessionTimeout,
                maxPollInterval,
                requestTimeout,
                retryBackOff,
                retryBackOffMax,
                maxUnpublished,
                republishRows,
                producerBuffer,
                deliveryTimeout,
                suspiciousTakeovers,
                maxTries,
                statusInterval,
                stalledAfter,
                catchingUpAfter,
                aliveWithin,
                drainTimeout,
                failpoints);
    }

    String groupId(String stage) {
        return groupIdPrefix + stage;
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "expected " + PREFIX + " " + name + " to be at least 1 but got " + value);
        }
    }
}
