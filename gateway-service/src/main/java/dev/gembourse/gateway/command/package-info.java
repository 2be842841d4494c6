/**
 * The way of a command: from a checked request to a record that Kafka has acknowledged, and from there to the answer. Read
 * {@link dev.gembourse.gateway.command.Commands}.
 */
@NullMarked
package dev.gembourse.gateway.command;

import org.jspecify.annotations.NullMarked;
