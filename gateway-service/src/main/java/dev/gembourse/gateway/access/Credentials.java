package dev.gembourse.gateway.access;

import dev.gembourse.gateway.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;

/** Checks credentials of one kind. */
public interface Credentials {

    /**
     * What was found.
     *
     * @param until the caller may be taken for this without another look
     * @param atMost and until then when another look is not possible
     */
    record Checked(Caller caller, Instant until, Instant atMost) {}

    /** The authentication scheme, as in {@code Bearer}. */
    String scheme();

    /**
     * Whose credentials these are; empty when they are nobody's, or no longer good.
     *
     * @throws ProblemException SERVICE_UNAVAILABLE when it cannot be told right now
     */
    Optional<Checked> check(String credentials);
}
