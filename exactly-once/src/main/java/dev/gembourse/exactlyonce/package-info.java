/**
 * The exactly-once engine: reads a Kafka partition, decides a batch, writes it in one PostgreSQL transaction, and publishes
 * what happened. A service plugs in a {@link dev.gembourse.exactlyonce.Stage}; read that first, then
 * {@link dev.gembourse.exactlyonce.Engine}.
 *
 * <p>The single writer of every table here is the thread that holds the partition's row in {@code progress}.
 */
@NullMarked
package dev.gembourse.exactlyonce;

import org.jspecify.annotations.NullMarked;
