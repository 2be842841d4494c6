/**
 * How the language looks on Kafka: topics, CloudEvents headers in binary mode, and a JSON value that repeats contract and
 * key. Read {@link dev.gembourse.events.wire.Contracts} first, then {@link dev.gembourse.events.wire.Contract}.
 */
@NullMarked
package dev.gembourse.events.wire;

import org.jspecify.annotations.NullMarked;
