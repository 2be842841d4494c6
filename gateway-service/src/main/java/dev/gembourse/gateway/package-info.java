/**
 * The REST edge: it checks the shape of requests, publishes commands to Kafka, waits for what becomes of them, and answers
 * reads out of the other services. It decides nothing and keeps nothing that cannot be had again.
 *
 * <p>Read {@link dev.gembourse.gateway.command.Commands} first, then {@link dev.gembourse.gateway.operation.Operations}.
 */
@NullMarked
package dev.gembourse.gateway;

import org.jspecify.annotations.NullMarked;
