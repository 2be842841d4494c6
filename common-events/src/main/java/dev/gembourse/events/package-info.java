/**
 * The published language of Gembourse: what may be asked for (commands), what has happened (events), and how both look on
 * Kafka. Plain Java and Jackson, so that any service can depend on it.
 *
 * <p>Read {@link dev.gembourse.events.wire.Contracts} first: it lists every topic's language.
 */
@NullMarked
package dev.gembourse.events;

import org.jspecify.annotations.NullMarked;
