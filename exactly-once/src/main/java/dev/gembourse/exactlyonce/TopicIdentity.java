package dev.gembourse.exactlyonce;

import org.jspecify.annotations.Nullable;

/**
 * Which topic it is that offsets were counted in. A topic that was deleted and created again has the same name and another
 * id; another cluster may hold a topic of the same name; another number of partitions sends keys elsewhere.
 */
record TopicIdentity(String topicId, String clusterId, int partitionCount) {

    /** Why offsets counted in this topic mean nothing in the other one, and what to do; null when they are the same. */
    @Nullable
    String differenceTo(TopicIdentity other, String topic) {
        if (!clusterId.equals(other.clusterId)) {
            return "expected topic %s on cluster %s but got cluster %s: connect to the former cluster, or adopt this one after making sure which records have been settled"
                    .formatted(topic, clusterId, other.clusterId);
        }
        if (!topicId.equals(other.topicId)) {
            return "expected topic %s to have the id %s but got %s, so it was deleted and created again: restore the former topic, or adopt this one, whose records will then be settled from the offset given"
                    .formatted(topic, topicId, other.topicId);
        }
        if (partitionCount != other.partitionCount) {
            return "expected topic %s to have %d partitions but got %d, so keys stand in other partitions than their state: move to a new version of the topic, for partitions cannot be taken away"
                    .formatted(topic, partitionCount, other.partitionCount);
        }
        return null;
    }
}
