package dev.gembourse.exactlyonce;

import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.UnreadableMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the commands that follow from a stage's events. Of the other events it reads nothing but the type. */
final class FollowUps<E> {

    private final @Nullable Contract<E> journal;
    private final Map<String, Function<E, List<FollowUp>>> byType = new HashMap<>();

    FollowUps(Stage<?, E> stage) {
        Contract<E> mine = stage.output();
        this.journal = mine;
        if (mine != null) {
            stage.followUps().forEach((type, followUp) -> byType.put(mine.typeOf(type), followUp));
        }
    }

    /** The types of events from which some follow. */
    Set<String> types() {
        return byType.keySet();
    }

    boolean follow(JournalEvent event) {
        return byType.containsKey(event.type());
    }

    /** The commands that follow from an event of these types. */
    List<FollowUp> of(JournalEvent event) {
        return of(event.key(), event.type(), event.value());
    }

    /** The commands that follow from an event, by what its row of the journal holds. */
    List<FollowUp> of(String key, String type, byte[] value) {
        Function<E, List<FollowUp>> followUp = byType.get(type);
        if (followUp == null || journal == null) {
            throw new IllegalArgumentException("expected one of " + byType.keySet() + " but got " + type);
        }
        try {
            return followUp.apply(journal.read(key, type, value));
        } catch (UnreadableMessage e) {
            throw new IllegalStateException("expected a readable event in our own journal", e);
        }
    }
}
