package dev.gembourse.gateway.partner;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How partners' records are read.
 *
 * @param discovery how often to look for topics of new partners
 * @param pollRecords how many records to relay at a time
 */
@ConfigurationProperties("gembourse.gateway.partners")
record PartnerSettings(
        @DefaultValue("5s") Duration discovery,
        @DefaultValue("500") int pollRecords) {}
