/**
 * What both stages need to run: where PostgreSQL and Kafka are ({@link dev.gembourse.processor.running.DatabaseSettings},
 * {@code KafkaConfiguration}), and {@link dev.gembourse.processor.running.RunningStage}, a stage
 * under its engine.
 */
@NullMarked
package dev.gembourse.processor.running;

import org.jspecify.annotations.NullMarked;
