package dev.gembourse.leaderboard.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the board in memory is kept current.
 *
 * @param lookInterval time between two looks at how far the tables are while nobody waits: how old {@code asOf} may be with
 *     regard to events that move no gems, and how soon a finished rebuild is taken over
 * @param waitingLookInterval the same while somebody waits for a position
 * @param gapPatience how long events may be missing from the journal before the tables are read instead; a publisher whose
 *     event was not acknowledged publishes it and all that follow again, so most gaps close by themselves
 * @param retryInterval time between two tries to read the tables when that failed
 */
@ConfigurationProperties("gembourse.leaderboard.board")
public record LiveBoardSettings(
        @DefaultValue("1s") Duration lookInterval,
        @DefaultValue("20ms") Duration waitingLookInterval,
        @DefaultValue("3s") Duration gapPatience,
        @DefaultValue("500ms") Duration retryInterval) {}
