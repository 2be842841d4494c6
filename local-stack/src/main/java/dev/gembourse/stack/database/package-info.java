/**
 * A real PostgreSQL server as a process of our own, durable like a production server. Read
 * {@link dev.gembourse.stack.database.LocalPostgres} first.
 */
@NullMarked
package dev.gembourse.stack.database;

import org.jspecify.annotations.NullMarked;
