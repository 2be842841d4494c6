package dev.gembourse.gateway.operation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How operations are remembered and found.
 *
 * @param remembered how many operations are remembered after they were accepted, at least 1
 * @param rememberedFor for how long
 * @param tellWithin how long it may take to tell whether an operation was ever accepted
 * @param logReaders how many records of the command log may be looked up at the same time
 */
@ConfigurationProperties("gembourse.gateway.operations")
record OperationSettings(
        @DefaultValue("50000") int remembered,
        @DefaultValue("10m") Duration rememberedFor,
        @DefaultValue("2s") Duration tellWithin,
        @DefaultValue("2") int logReaders) {

    OperationSettings {
        if (remembered < 1) {
            throw new IllegalArgumentException(
                    "expected gembourse.gateway.operations.remembered to be at least 1 but got " + remembered);
        }
    }
}
