package dev.gembourse.gateway.command;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When no more commands are taken.
 *
 * @param oldest how long the oldest command of a partition may have been waiting for settlement
 * @param interval how often that is looked at while commands come
 */
@ConfigurationProperties("gembourse.gateway.admission")
record AdmissionSettings(
        @DefaultValue("60s") Duration oldest,
        @DefaultValue("1s") Duration interval) {}
