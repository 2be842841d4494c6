package dev.gembourse.stack.supervisor;

import dev.gembourse.events.wire.Topics;
import dev.gembourse.stack.broker.Topic;
import java.util.List;

/** The topics of the system, as a stack on one machine has them. Nothing is ever removed from a journal here. */
final class StackTopics {
    static final int PARTITIONS = 4;

    private StackTopics() {}

    static List<Topic> all() {
        return Topics.all().stream().map(StackTopics::topic).toList();
    }

    private static Topic topic(String name) {
        return Topics.isCompacted(name) ? Topic.compacted(name, PARTITIONS) : Topic.journal(name, PARTITIONS);
    }
}
