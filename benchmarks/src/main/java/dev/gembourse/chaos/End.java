package dev.gembourse.chaos;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When enough has been struck: after a time, or after a number of strikes. */
record End(@Nullable Duration time, int strikes) {

    static End after(Duration time) {
        return new End(time, 0);
    }

    static End after(int strikes) {
        return new End(null, strikes);
    }

    /** @param begin when the run began, by {@link System#nanoTime()} */
    boolean hasCome(long begin, int struck) {
        return time == null ? struck >= strikes : System.nanoTime() - begin > time.toNanos();
    }

    @Override
    public String toString() {
        return time == null ? strikes + " times" : "for " + time.toSeconds() + " s";
    }
}
