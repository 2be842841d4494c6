package dev.gembourse.gateway.partner;

import dev.gembourse.events.partner.PartnerName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service of somebody else that may write to a topic of its own.
 *
 * @param source of its CloudEvents; for ever its own
 * @param topic where it writes
 * @param disabledAt since when nothing of it is relayed; absent while it is
 */
record Partner(
        PartnerName name,
        String source,
        String topic,
        Instant createdAt,
        @Nullable Instant disabledAt) {

    Partner(PartnerName name, String source, Instant createdAt, @Nullable Instant disabledAt) {
        this(name, source, name.topic(), createdAt, disabledAt);
    }

    boolean isDisabled() {
        return disabledAt != null;
    }
}
