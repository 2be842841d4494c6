package dev.gembourse.chaos;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong.
 *
 * @param row its row in docs/reliability.md
 * @param what what happens, in a few words
 * @param obstacle why it cannot be made to happen on this machine; null when it can
 * @param lasting whether only a person can mend what it does: it strikes once, after the checks
 */
record Fault(
        String name,
        int row,
        String what,
        Strike strike,
        @Nullable String obstacle,
        boolean lasting) {

    Fault(String name, int row, String what, Strike strike) {
        this(name, row, what, strike, null, false);
    }

    Fault asLasting() {
        return new Fault(name, row, what, strike, obstacle, true);
    }

    Fault unless(@Nullable String hindered) {
        return new Fault(name, row, what, strike, hindered, lasting);
    }

    /** Makes it happen. */
    @FunctionalInterface
    interface Strike {

        /**
         * Returns when it has happened and, where it lasts, is over; what it left behind may still be coming back.
         *
         * @return what happened
         * @throws IllegalStateException when it did not happen, or was not answered as it should be
         */
        String at(Scene scene, RandomGenerator random) throws Exception;
    }
}
