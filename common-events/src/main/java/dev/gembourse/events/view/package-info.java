/**
 * What the read APIs answer, as JSON. Services answer with these records, the gateway passes them on and documents them.
 * Decimals are strings, times RFC 3339 UTC, absent members are left out.
 */
@NullMarked
package dev.gembourse.events.view;

import org.jspecify.annotations.NullMarked;
