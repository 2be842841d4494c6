/**
 * {@code ./gembourse feed} and {@code ./gembourse import}: files of real prices, told as ticks or taken in as candles. Read
 * {@link dev.gembourse.tools.feed.Tape}, what is told, and {@link dev.gembourse.tools.feed.Feed}, how.
 */
@NullMarked
package dev.gembourse.tools.feed;

import org.jspecify.annotations.NullMarked;
