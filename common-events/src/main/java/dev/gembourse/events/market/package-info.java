/**
 * The language of the market: {@link dev.gembourse.events.market.MarketCommand} says what may be asked of an asset or a unit,
 * {@link dev.gembourse.events.market.MarketEvent} what became of it, {@link dev.gembourse.events.market.Asset} and
 * {@link dev.gembourse.events.market.UnitDefinition} are their states.
 */
@NullMarked
package dev.gembourse.events.market;

import org.jspecify.annotations.NullMarked;
