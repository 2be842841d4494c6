package dev.gembourse.events.view;

import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Price;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A price that a source has told; {@code time} is the source's. */
public record TickView(
        Instant time,
        Price price,
        @Nullable BigDecimal available,
        TickSource source,
        @Nullable Long sequence) {}
