package dev.gembourse.gateway.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many registrations and attempts to log in there may be in a minute.
 *
 * @param perAddress from one address, whatever the names
 * @param perNameAndAddress for one name from one address
 * @param perName for one name from anywhere
 */
@ConfigurationProperties("gembourse.gateway.login-attempts")
record AttemptLimits(
        @DefaultValue("300") int perAddress,
        @DefaultValue("10") int perNameAndAddress,
        @DefaultValue("100") int perName) {}
