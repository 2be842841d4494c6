package dev.gembourse.exactlyonce;

import dev.gembourse.events.view.PartitionLagView;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says in one word and one sentence what the facts about a partition mean. */
final class LagView {

    private final String stage;
    private final String topic;
    private final EngineSettings settings;

    LagView(String stage, String topic, EngineSettings settings) {
        this.stage = stage;
        this.topic = topic;
        this.settings = settings;
    }

    /** What the owner itself says, if it is this instance. */
    record Owner(PartitionState state, @Nullable String detail, boolean hasRoom) {}

    /**
     * @param row null when no instance has ever taken the partition over
     * @param current what the topic is now
     * @param owner null when it is not this instance
     * @param records number of records not settled
     * @param oldest time of the first record not settled; null when there is none or it is not known
     */
    record Facts(
            int partition,
            @Nullable Progress row,
            TopicIdentity current,
            @Nullable Owner owner,
            boolean paused,
            long records,
            @Nullable Instant oldest,
            Instant now,
            long quarantined) {

        Duration age() {
            if (records == 0 || oldest == null || oldest.isAfter(now)) {
                return Duration.ZERO;
            }
            return Duration.between(oldest, now);
        }
    }

    private record Judgement(PartitionState state, @Nullable String why) {}

    PartitionLagView of(Facts facts) {
        Judgement judgement = judge(facts);
        Progress row = facts.row();
        return new PartitionLagView(
                stage,
                topic,
                facts.partition(),
                facts.records(),
                BigDecimal.valueOf(facts.age().toMillis(), 3),
                judgement.state().name(),
                judgement.why(),
                facts.owner() != null,
                row == null ? 0 : row.nextOffset(),
                row == null ? 0 : row.journalSeq(),
                row == null ? 0 : row.publishedSeq(),
                facts.quarantined());
    }

    /** What was known before the database or the brokers ceased to answer. */
    static PartitionLagView outdated(PartitionLagView known, String trouble) {
        return new PartitionLagView(
                known.service(),
                known.topic(),
                known.partition(),
                known.records(),
                known.seconds(),
                PartitionState.STALLED.name(),
                trouble + "; the numbers are from before",
                known.owned(),
                known.nextOffset(),
                known.journalSeq(),
                known.publishedSeq(),
                known.quarantined());
    }

    private Judgement judge(Facts facts) {
        Progress row = facts.row();
        Owner owner = facts.owner();
        if (owner != null && owner.state() != PartitionState.OK) {
            return new Judgement(owner.state(), owner.detail());
        }
        if (row == null) {
            return new Judgement(PartitionState.UNPOSITIONED, "no instance has taken it over yet");
        }
        String difference = row.identity().differenceTo(facts.current(), topic);
        if (difference != null) {
            return new Judgement(PartitionState.STOPPED, difference);
        }
        if (owner != null && facts.paused()) {
            return new Judgement(PartitionState.PAUSED, "somebody has paused this instance: resume it");
        }
        if (owner != null && !owner.hasRoom()) {
            return new Judgement(
                    PartitionState.STALLED,
                    (row.journalSeq() - row.publishedSeq()) + " events wait for the brokers' acknowledgement");
        }
        if (row.hasGap()) {
            return new Judgement(
                    PartitionState.STALLED,
                    "event %d.%d is missing in %s, which goes on to %d: its publisher must publish it again"
                            .formatted(facts.partition(), row.sourceSeq() + 1, topic, row.sourceSeen()));
        }
        return byAge(facts, row);
    }

    private Judgement byAge(Facts facts, Progress row) {
        Duration age = facts.age();
        boolean silent = Duration.between(row.settledAt(), facts.now()).compareTo(settings.stalledAfter()) > 0;
        if (age.compareTo(settings.stalledAfter()) > 0 && silent) {
            return new Judgement(
                    PartitionState.STALLED,
                    facts.owner() == null
                            ? "no instance settles it: is one running?"
                            : "nothing has been settled since " + row.settledAt());
        }
        return new Judgement(
                age.compareTo(settings.catchingUpAfter()) > 0 ? PartitionState.CATCHING_UP : PartitionState.OK, null);
    }
}
