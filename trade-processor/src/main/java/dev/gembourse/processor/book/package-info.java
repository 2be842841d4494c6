/**
 * Order books. {@link dev.gembourse.processor.book.OrderBook} matches, and knows nothing but numbers; {@link
 * dev.gembourse.processor.book.Books} keeps the books of a market's partitions and tells what happens in them.
 */
@NullMarked
package dev.gembourse.processor.book;

import org.jspecify.annotations.NullMarked;
