/**
 * The market: which assets there are and what they cost, and which units.
 *
 * <p>Read {@link dev.gembourse.processor.market.AssetRules} first: pure rules, as in {@link
 * dev.gembourse.processor.account}. {@link dev.gembourse.processor.market.MarketProcessor} runs them as a stage over {@code
 * market.commands.v1} and is the single writer of its partition's rows in the schema {@code market}. Everybody else knows
 * the market from {@link dev.gembourse.processor.market.MarketView}.
 */
@NullMarked
package dev.gembourse.processor.market;

import org.jspecify.annotations.NullMarked;
