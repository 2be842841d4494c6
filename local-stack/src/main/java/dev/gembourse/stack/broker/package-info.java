/**
 * A real Kafka broker (KRaft, one node) in a process of its own. Read
 * {@link dev.gembourse.stack.broker.LocalBroker} first. The broker's jars are not on our class path: the build copies
 * them to {@code target/broker}, and only {@code BrokerProgram}, which runs in the broker's process, sees them.
 */
@NullMarked
package dev.gembourse.stack.broker;

import org.jspecify.annotations.NullMarked;
