package dev.gembourse.bench.invariant;

/** An invariant, by its number in docs/ARCHITECTURE.md, and what contradicts it. */
public record Finding(String invariant, String evidence) {

    @Override
    public String toString() {
        return invariant + " is broken: " + evidence;
    }
}
