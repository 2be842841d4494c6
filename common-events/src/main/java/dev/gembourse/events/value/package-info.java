/**
 * Values that validate themselves. Every constructor refuses what the rest of the system must never see, with an
 * {@link IllegalArgumentException} whose message may be shown to the caller.
 */
@NullMarked
package dev.gembourse.events.value;

import org.jspecify.annotations.NullMarked;
