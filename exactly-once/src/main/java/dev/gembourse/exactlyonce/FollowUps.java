package dev.gembourse.exactlyonce;

import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.UnreadableMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Makes the commands that follow from a stage's events. Of the other events it reads nothing but the type. */
final class FollowUps<E> {

    private final Contract<E> journal;
    private final Map<String, Function<E, FollowUp>> byType = new HashMap<>();

    FollowUps(Stage<?, E> stage) {
        this.journal = stage.output();
        stage.followUps().forEach((type, followUp) -> byType.put(journal.typeOf(type), followUp));
    }

    boolean follow(JournalEvent event) {
        return byType.containsKey(event.type());
    }

    /** The command that follows from an event from which one follows. */
    FollowUp of(JournalEvent event) {
        Function<E, FollowUp> followUp = byType.get(event.type());
        if (followUp == null) {
            throw new IllegalArgumentException("expected one of " + byType.keySet() + " but got " + event.type());
        }
        try {
            return followUp.apply(journal.read(event.key(), event.type(), event.value()));
        } catch (UnreadableMessage e) {
            throw new IllegalStateException("expected a readable event in our own journal", e);
        }
    }
}
