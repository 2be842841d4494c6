package dev.gembourse.processor.verify;

import org.jspecify.annotations.Nullable;

/** A row that is not as it must be. */
final class Broken extends Exception {

    /** @param place names the row, as in {@code trading event 0.1042} */
    Broken(String place, Object expected, @Nullable Object found) {
        super("%s: expected %s but got %s".formatted(place, expected, found));
    }
}
