/**
 * Who may do what with a Kafka broker that asks for credentials. Read {@link dev.gembourse.stack.access.Rights} first: all
 * that anybody may do stands there. {@link dev.gembourse.stack.access.AccessControl} tells a broker, {@link
 * dev.gembourse.stack.access.KafkaUsers} keeps the passwords.
 */
@NullMarked
package dev.gembourse.stack.access;

import org.jspecify.annotations.NullMarked;
