package dev.gembourse.gateway.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How users are kept.
 *
 * @param loginLifetime how long a login can be refreshed before the password is needed again
 * @param passwordThreads how many passwords may be hashed at a time; 0 for half of the cores, so that logins never starve trading
 * @param passwordsWaiting how many more may wait; beyond that logins are turned away
 * @param accountWithin how long a registration waits for its account
 */
@ConfigurationProperties("gembourse.gateway.identity")
record IdentitySettings(
        @DefaultValue("30d") Duration loginLifetime,
        @DefaultValue("0") int passwordThreads,
        @DefaultValue("100") int passwordsWaiting,
        @DefaultValue("5s") Duration accountWithin) {}
