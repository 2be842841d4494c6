package dev.gembourse.gateway.token;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How access tokens are made.
 *
 * @param issuer what they say who made them
 * @param lifetime how long each is good; what was taken from a user meanwhile, they keep for so long
 * @param keyLifetime how long a key signs until the next one does
 * @param keyNotice how long a new key is shown before it signs, so that everybody who verifies knows it by then
 */
@ConfigurationProperties("gembourse.gateway.tokens")
record TokenSettings(
        @DefaultValue("gembourse") String issuer,
        @DefaultValue("10m") Duration lifetime,
        @DefaultValue("30d") Duration keyLifetime,
        @DefaultValue("15m") Duration keyNotice) {}
