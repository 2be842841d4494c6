package dev.gembourse.processor.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.transaction.TransactionException;

/**
 * Audits the newest transfers from time to time, and so rarely that it takes a hundredth of the time, but once an hour at
 * least. Whatever it finds is an alarm: a metric above 0 and an error in the log.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AuditSchedule implements SchedulingConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(AuditSchedule.class);

    private static final int LONGER_THAN_IT_TAKES = 100;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Auditor auditor;
    private final AuditSettings settings;
    private final AtomicInteger findings = new AtomicInteger();
    private long dueNanos = System.nanoTime();

    AuditSchedule(Auditor auditor, AuditSettings settings, MeterRegistry meters) {
        this.auditor = auditor;
        this.settings = settings;
        Gauge.builder("gembourse.ledger.findings", findings, AtomicInteger::get)
                .description("places where an invariant of the ledger did not hold at the last audit")
                .register(meters);
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(this::look, settings.interval());
    }

    private void look() {
        if (System.nanoTime() - dueNanos < 0) {
            return;
        }
        long begin = System.nanoTime();
        try {
            Audit audit = auditor.newest();
            findings.set(audit.findings().size());
            audit.findings()
                    .forEach(
                            finding -> LOG.error("the ledger is broken: {} {}", finding.invariant(), finding.detail()));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the ledger cannot be audited right now: {}", e.toString());
        } finally {
            long now = System.nanoTime();
            dueNanos = now + Math.min(LONGEST_PAUSE.toNanos(), (now - begin) * LONGER_THAN_IT_TAKES);
        }
    }
}
