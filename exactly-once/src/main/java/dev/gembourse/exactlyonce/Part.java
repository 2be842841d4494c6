package dev.gembourse.exactlyonce;

import dev.gembourse.exactlyonce.Settlement.Settled;
import dev.gembourse.exactlyonce.Settlement.Share;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * A share of a batch while it is settled.
 *
 * @param page fills while the share's records are decided
 * @param now the time of the batch
 */
record Part<C, E>(Share share, Intake<C> intake, JournalPage<E> page, Instant now) {

    /** @param sha256 may serve several parts, one after the other */
    static <C, E> Part<C, E> read(Stage<C, E> stage, Share share, Instant now, MessageDigest sha256) {
        Progress from = share.from();
        Intake<C> intake = new Reading<>(
                        stage, from.partition(), from.identity().partitionCount())
                .take(from, share.records(), share.poison());
        return new Part<>(
                share,
                intake,
                new JournalPage<>(
                        sha256, stage.output(), from, now, intake.inputs().size() * 2),
                now);
    }

    /** Whether it holds anything but records that were settled before. */
    boolean isNews() {
        return intake.duplicates() < share.records().size();
    }

    int partition() {
        return share.from().partition();
    }

    /** What it has come to, once all is decided. */
    Settled settled() {
        return new Settled(isNews() ? place() : share.from(), page.events());
    }

    /** The partition's place after it, once all is decided. */
    Progress place() {
        return new Progress(
                partition(),
                intake.nextOffset(),
                intake.leaderEpoch(),
                intake.sourceSeq(),
                intake.sourceSeen(),
                page.lastSeq(),
                page.lastHash(),
                share.from().publishedSeq(),
                share.from().identity(),
                share.takeovers(),
                null,
                0,
                share.from().interventions(),
                now);
    }
}
