package dev.gembourse.simulator;

/** How an invariant that does not hold is told. */
final class Findings {

    private Findings() {}

    /** An invariant of docs/ARCHITECTURE.md does not hold. */
    static final class Broken extends Error {
        Broken(String what) {
            super(what);
        }
    }

    static void require(boolean holds, String what, Object... arguments) {
        if (!holds) {
            throw new Broken(what.formatted(arguments));
        }
    }
}
