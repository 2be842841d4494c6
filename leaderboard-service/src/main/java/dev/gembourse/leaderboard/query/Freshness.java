package dev.gembourse.leaderboard.query;

import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.leaderboard.live.LiveBoard;
import dev.gembourse.leaderboard.problem.Problem;
import dev.gembourse.leaderboard.rank.RankIndex;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The board as fresh as a caller asks for. */
@Component
class Freshness {

    /** Seconds to wait when the caller does not say. */
    static final String DEFAULT_WAIT = "2";

    private static final int LONGEST_WAIT = 10;

    private final LiveBoard live;

    Freshness(LiveBoard live) {
        this.live = live;
    }

    /** The board of some moment; {@code asOf} is how far it is at least. */
    record Board(RankIndex index, String asOf) {}

    /**
     * The board when it includes an event of {@code trading.events.v1}.
     *
     * @param atLeast the event's position; null when any moment will do
     * @param waitSeconds longest wait for it
     */
    Board board(@Nullable StreamPosition atLeast, int waitSeconds) {
        if (waitSeconds < 0 || waitSeconds > LONGEST_WAIT) {
            throw Problem.badParameter(
                    "wait", "expected a number of seconds from 0 to " + LONGEST_WAIT + " but got " + waitSeconds);
        }
        if (atLeast != null) {
            await(atLeast, Duration.ofSeconds(waitSeconds));
        }
        String asOf = live.asOf();
        RankIndex index = live.index().orElseThrow(() -> Problem.unavailable("the board is being built"));
        return new Board(index, asOf);
    }

    private void await(StreamPosition position, Duration atMost) {
        int partitions = live.partitionCount();
        if (partitions > 0 && position.partition() >= partitions) {
            throw Problem.badParameter(
                    "at-least", "expected a position in one of " + partitions + " partitions but got " + position);
        }
        try {
            if (!live.await(position, atMost)) {
                throw Problem.notYetApplied(position);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.notYetApplied(position);
        }
    }
}
