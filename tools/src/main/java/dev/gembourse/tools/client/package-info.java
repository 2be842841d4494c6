/**
 * The gateway's REST API as a program uses it: {@link dev.gembourse.tools.client.Gateway} submits requests under idempotency
 * keys, repeats them with the same key while the outcome is unknown, and waits for outcomes.
 */
@NullMarked
package dev.gembourse.tools.client;

import org.jspecify.annotations.NullMarked;
