package dev.gembourse.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gembourse.events.value.Username;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Makes guessing passwords slow, of one user and from one address, without letting a stranger lock a user out: who tries a name counts
 * by name and address together, and a name alone has a much larger allowance. Each gateway counts for itself.
 */
@Component
class LoginAttempts {

    private static final int REMEMBERED = 100_000;

    private final Cache<String, Bucket> fromOneAddress = cache();
    private final Cache<String, Bucket> ofOneNameThere = cache();
    private final Cache<String, Bucket> ofOneName = cache();
    private final AttemptLimits limits;

    LoginAttempts(AttemptLimits limits) {
        this.limits = limits;
    }

    /**
     * Counts an attempt.
     *
     * @throws ProblemException TOO_MANY_REQUESTS when it is one too many
     */
    void allow(Username name, HttpServletRequest request) {
        String address = request.getRemoteAddr();
        take(fromOneAddress, address, limits.perAddress());
        take(ofOneNameThere, there(name, address), limits.perNameAndAddress());
        take(ofOneName, name.folded(), limits.perName());
    }

    /** Whoever knows the password had no need to guess. */
    void succeeded(Username name, HttpServletRequest request) {
        ofOneNameThere.invalidate(there(name, request.getRemoteAddr()));
    }

    private void take(Cache<String, Bucket> buckets, String key, int perMinute) {
        Bucket bucket = buckets.get(
                key,
                ignored -> Bucket.builder()
                        .withCustomTimePrecision(TimeMeter.SYSTEM_MILLISECONDS)
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            throw ProblemException.of(ProblemCode.TOO_MANY_REQUESTS, "too many attempts to log in")
                    .with(Map.of(HttpHeaders.RETRY_AFTER, String.valueOf(seconds)));
        }
    }

    private static String there(Username name, String address) {
        return name.folded() + ' ' + address;
    }

    private static Cache<String, Bucket> cache() {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(Duration.ofMinutes(5))
                .build();
    }
}
