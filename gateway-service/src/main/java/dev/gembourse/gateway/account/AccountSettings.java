package dev.gembourse.gateway.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How accounts are read.
 *
 * @param standingWithin how long reading an account waits for the leaderboard before it goes without gems and rank
 */
@ConfigurationProperties("gembourse.gateway.accounts")
record AccountSettings(@DefaultValue("2500ms") Duration standingWithin) {}
