package dev.gembourse.tools.feed;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import java.math.BigDecimal;
import java.time.Instant;

/** A price that a file tells, and how much was traded at it; {@code line} is where that stands. */
record Row(long line, Symbol symbol, Price price, BigDecimal quantity, Instant time) {}
