/**
 * The trade processor: settles commands into the double-entry ledger, keeps the market, and answers questions about both.
 *
 * <p>Two stages run on the exactly-once engine: {@link dev.gembourse.processor.settlement} and {@link
 * dev.gembourse.processor.market}. {@link dev.gembourse.processor.query} and {@link dev.gembourse.processor.ops} are the read
 * API, for the gateway and for operators; it is bound to loopback and has no login.
 */
@NullMarked
package dev.gembourse.processor;

import org.jspecify.annotations.NullMarked;
