/**
 * The gateway's own database, which holds users, keys and what they did; nobody else reads it. {@link
 * dev.gembourse.gateway.database.Opening} makes it usable. What is in it is said by the migrations in {@code db/gateway}.
 */
@NullMarked
package dev.gembourse.gateway.database;

import org.jspecify.annotations.NullMarked;
