package dev.gembourse.chaos;

import java.util.random.RandomGenerator;

/**
 * Something that goes wrong.
 *
 * @param row its row in docs/reliability.md
 * @param what what happens, in a few words
 */
record Fault(String name, int row, String what, Strike strike) {

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
