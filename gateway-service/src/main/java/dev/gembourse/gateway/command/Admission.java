package dev.gembourse.gateway.command;

import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.events.wire.Message;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.recurring.Recurring;
import dev.gembourse.gateway.upstream.Processor;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes no more commands for a partition whose oldest one has been waiting for too long: what is accepted should be settled soon.
 * Looks at settlement's lag while commands come, and while it does not answer: it is then taken for as far behind as it has been
 * silent, so that commands are taken for as long as the oldest may wait, and no longer.
 */
@Component
class Admission extends Recurring {

    private final Processor processor;
    private final AdmissionSettings settings;
    private volatile Backlog backlog = Backlog.NONE;
    private volatile boolean asked;
    private List<PartitionLagView> newest = List.of();
    private @Nullable Long silentSince; // System.nanoTime() of the first look in a row that got no answer

    Admission(Processor processor, AdmissionSettings settings) {
        super("admission", settings.interval(), settings.interval());
        this.processor = processor;
        this.settings = settings;
    }

    /**
     * Goes on if a command may be taken.
     *
     * @throws ProblemException OVERLOADED
     */
    void require(Message command) {
        asked = true;
        if (backlog.holds(command)) {
            throw ProblemException.of(
                    ProblemCode.OVERLOADED,
                    "settlement is more than %d s behind, or silent; reading goes on"
                            .formatted(settings.oldest().toSeconds()));
        }
    }

    @Override
    protected boolean step() {
        if (asked || silentSince != null || !backlog.isNone()) {
            asked = false;
            look();
            long silent = silentSince == null ? 0 : System.nanoTime() - silentSince;
            backlog = Backlog.of(newest, Duration.ofNanos(silent), settings.oldest());
        }
        return true;
    }

    private void look() {
        try {
            newest = processor.lag();
            silentSince = null;
        } catch (ProblemException e) {
            if (e.code() != ProblemCode.SERVICE_UNAVAILABLE) {
                newest = List.of(); // it is there, and does not say
                silentSince = null;
            } else if (silentSince == null) {
                silentSince = System.nanoTime();
            }
        }
    }
}
