package dev.gembourse.processor.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often the ledger is looked at.
 *
 * @param interval least time between the end of one look at the newest transfers and the next
 */
@ConfigurationProperties("gembourse.audit")
record AuditSettings(@DefaultValue("1m") Duration interval) {}
