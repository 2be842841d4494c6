/**
 * The rules of the leaderboard, pure: what a trading event means for a player ({@link
 * dev.gembourse.leaderboard.player.Awarding#decide}), and what a player is afterwards ({@link
 * dev.gembourse.leaderboard.player.Awarding#apply}). Read {@link dev.gembourse.leaderboard.player.Awarding} first. No
 * Spring, no Kafka, no SQL, no clock.
 */
@NullMarked
package dev.gembourse.leaderboard.player;

import org.jspecify.annotations.NullMarked;
