package dev.gembourse.processor.query;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How questions are answered.
 *
 * @param connections most connections for reading
 * @param statementConnections most connections for reading statements, exports among them, and trades
 * @param statementTimeout longest time that one query may take
 * @param positionWait longest wait for a position that a reader asks for
 */
@ConfigurationProperties("gembourse.query")
record QuerySettings(
        @DefaultValue("4") int connections,
        @DefaultValue("2") int statementConnections,
        @DefaultValue("5s") Duration statementTimeout,
        @DefaultValue("3s") Duration positionWait) {}
