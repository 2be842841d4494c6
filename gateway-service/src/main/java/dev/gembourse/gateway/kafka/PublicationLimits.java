package dev.gembourse.gateway.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How commands are published.
 *
 * @param ackTimeout how long Kafka may take to acknowledge a command before its outcome counts as unknown
 * @param maxBlock how long handing over a command may wait for Kafka's metadata or for room in the buffer
 * @param linger how long a command may wait for others to travel with: each request to the broker costs both sides more than
 *     many commands in it
 * @param buffer memory for commands that are not acknowledged yet
 * @param maxUnderWay how many commands may be unacknowledged before further ones are turned away
 */
@ConfigurationProperties("gembourse.gateway.publication")
public record PublicationLimits(
        @DefaultValue("5s") Duration ackTimeout,
        @DefaultValue("2s") Duration maxBlock,
        @DefaultValue("3ms") Duration linger,
        @DefaultValue("16MB") DataSize buffer,
        @DefaultValue("10000") int maxUnderWay) {}
