package dev.gembourse.events.view;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import java.time.Instant;

/** A trade of an asset, whoever made it, as it was settled; one that was taken back later stays. */
public record TapeView(Instant time, Side side, Quantity quantity, Price price) {}
