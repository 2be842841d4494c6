package dev.gembourse.leaderboard.running;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How awarding uses resources.
 *
 * @param cachedPlayers players that each consumer thread keeps in memory between batches, at about 250 bytes each
 * @param connections most connections to PostgreSQL at a time: one per consumer thread, one each for the engine's status, the
 *     board's looks and snapshots, and operators
 */
@ConfigurationProperties("gembourse.leaderboard.award")
record AwardSettings(
        @DefaultValue("40000") int cachedPlayers,
        @DefaultValue("8") int connections) {}
