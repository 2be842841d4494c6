package dev.gembourse.gateway.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests there may be in a window of time, at each gateway.
 *
 * @param perAddress from one address (of IPv6, one network of 64 bits) without credentials, and as many with bad ones
 * @param perUser of one player or operator, with all their keys
 * @param perAdmin of one admin, whose tools may be in a hurry
 */
@ConfigurationProperties("gembourse.gateway.rate-limits")
public record RateLimitSettings(
        @DefaultValue("10s") Duration window,
        @DefaultValue("1000") int perAddress,
        @DefaultValue("1000") int perUser,
        @DefaultValue("1000000") int perAdmin) {}
