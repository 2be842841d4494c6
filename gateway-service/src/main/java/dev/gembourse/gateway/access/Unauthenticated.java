package dev.gembourse.gateway.access;

import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** The answer to whoever comes without good credentials: always the same, whatever is wrong with them. */
public final class Unauthenticated {

    private static final String CHALLENGE = "Bearer realm=\"gembourse\", Basic realm=\"gembourse\", charset=\"UTF-8\"";

    private Unauthenticated() {}

    public static ProblemException because(ProblemCode code) {
        return ProblemException.of(code).with(Map.of(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE));
    }
}
