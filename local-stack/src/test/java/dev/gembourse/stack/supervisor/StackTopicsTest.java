package dev.gembourse.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.wire.Topics;
import dev.gembourse.stack.broker.Topic;
import org.junit.jupiter.api.Test;

class StackTopicsTest {
    @Test
    void everyTopicOfTheLanguageIsCreatedAndNoJournalEverForgets() {
        assertThat(StackTopics.all()).extracting(Topic::name).containsExactlyElementsOf(Topics.all());
        assertThat(StackTopics.all())
                .filteredOn(topic -> !Topics.isCompacted(topic.name()))
                .allMatch(topic -> topic.configuration().get("retention.ms").equals("-1"));
    }

    @Test
    void noTopicRefusesRecordsForTheClockOfWhoeverPublishesThem() {
        assertThat(StackTopics.all())
                .allMatch(topic ->
                        topic.configuration().get("message.timestamp.type").equals("LogAppendTime"));
    }
}
