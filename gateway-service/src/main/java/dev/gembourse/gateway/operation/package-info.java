/**
 * What becomes of commands. {@link dev.gembourse.gateway.operation.Outcomes} hears of it from Kafka and tells whoever waits;
 * {@link dev.gembourse.gateway.operation.Operations} answers for any operation at any time;
 * {@link dev.gembourse.gateway.operation.RecentOperations} remembers what this instance has accepted lately.
 */
@NullMarked
package dev.gembourse.gateway.operation;

import org.jspecify.annotations.NullMarked;
