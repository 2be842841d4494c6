package dev.gembourse.gateway.identity;

import dev.gembourse.events.value.Username;
import dev.gembourse.gateway.limit.Network;
import dev.gembourse.gateway.limit.RateLimit;
import dev.gembourse.gateway.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Makes guessing passwords slow, of one user and from one address, without letting a stranger lock a user out: who tries a name counts
 * by name and address together, and a name alone has a much larger allowance.
 */
@Component
class LoginAttempts {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private record NameThere(String name, Network network) {}

    private final RateLimit<Network> fromOneAddress;
    private final RateLimit<NameThere> ofOneNameThere;
    private final RateLimit<String> ofOneName;

    LoginAttempts(AttemptLimits limits) {
        this.fromOneAddress = new RateLimit<>("logins", limits.perAddress(), WINDOW);
        this.ofOneNameThere = new RateLimit<>("logins", limits.perNameAndAddress(), WINDOW);
        this.ofOneName = new RateLimit<>("logins", limits.perName(), WINDOW);
    }

    /**
     * Counts an attempt.
     *
     * @throws ProblemException TOO_MANY_REQUESTS when it is one too many
     */
    void allow(Username name, HttpServletRequest request) {
        Network network = Network.of(request.getRemoteAddr());
        ofOneNameThere.take(new NameThere(name.folded(), network));
        fromOneAddress.take(network);
        ofOneName.take(name.folded());
    }

    /** Whoever knows the password had no need to guess. */
    void succeeded(Username name, HttpServletRequest request) {
        ofOneNameThere.forgive(new NameThere(name.folded(), Network.of(request.getRemoteAddr())));
    }
}
