package dev.gembourse.processor.portfolio;

import dev.gembourse.exactlyonce.EngineSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the projection of portfolios works. Its turns are fewer and larger than settlement's, which it shares the machine with.
 *
 * @param consumerThreads threads that read; partitions are divided among them
 * @param turn least time from the beginning of one small batch to that of the next, and longest rest after it
 * @param cachedRows books that each thread keeps in memory, and again positions and lots together, about 400 bytes each
 * @param tape how long the newest trades of assets are kept
 * @param tidyInterval how often older ones are deleted
 */
@ConfigurationProperties("gembourse.portfolio")
public record PortfolioSettings(
        @DefaultValue("1") int consumerThreads,
        @DefaultValue("50ms") Duration turn,
        @DefaultValue("20000") long cachedRows,
        @DefaultValue("7d") Duration tape,
        @DefaultValue("1h") Duration tidyInterval) {

    /** As the other engines of the process, but with these threads and turns. */
    EngineSettings engine(EngineSettings others) {
        return others.withTurns(consumerThreads, turn);
    }
}
