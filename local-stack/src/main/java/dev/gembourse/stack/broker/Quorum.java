package dev.gembourse.stack.broker;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A broker's place among several, each of which is a controller as well.
 *
 * @param voters all of them, as {@code id@host:port}, separated by commas; null for one that is alone
 */
public record Quorum(String clusterId, int node, @Nullable String voters) {

    /** Every record on three brokers, and acknowledged when two have it. */
    static final Map<String, String> REPLICATION = Map.of(
            "default.replication.factor", "3",
            "min.insync.replicas", "2",
            "offsets.topic.replication.factor", "3",
            "transaction.state.log.replication.factor", "3",
            "transaction.state.log.min.isr", "2",
            "share.coordinator.state.topic.replication.factor", "3",
            "share.coordinator.state.topic.min.isr", "2");
}
