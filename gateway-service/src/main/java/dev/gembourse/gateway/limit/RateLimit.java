package dev.gembourse.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;

/**
 * A number of requests in a window of time, which come back evenly, for everybody of a kind. Forgets whom it has not seen for a
 * while. Thread-safe.
 *
 * @param <K> tells them apart
 */
public final class RateLimit<K> {

    private static final int REMEMBERED = 100_000;

    /** What is left after a request. */
    public record Left(long requests, long secondsUntilFull) {}

    private final String name;
    private final int quota;
    private final Duration window;
    private final Cache<K, Bucket> buckets;

    /** @param name as in the headers {@code RateLimit} and {@code RateLimit-Policy} */
    public RateLimit(String name, int quota, Duration window) {
        this.name = name;
        this.quota = quota;
        this.window = window;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(window.multipliedBy(2))
                .build();
    }

    /**
     * Counts a request.
     *
     * @throws ProblemException TOO_MANY_REQUESTS when it is one too many
     */
    public Left take(K who) {
        ConsumptionProbe probe = bucketOf(who).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw tooMany(probe.getNanosToWaitForRefill());
        }
        return new Left(probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset()));
    }

    /**
     * Counts nothing.
     *
     * @throws ProblemException TOO_MANY_REQUESTS when one more would be too many
     */
    public void requireOneLeft(K who) {
        Bucket bucket = buckets.getIfPresent(who);
        if (bucket != null && bucket.getAvailableTokens() < 1) {
            throw tooMany(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
        }
    }

    /** Forgets what somebody has used up. */
    public void forgive(K who) {
        buckets.invalidate(who);
    }

    /** The header {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-10). */
    public String policy() {
        return "\"%s\";q=%d;w=%d".formatted(name, quota, window.toSeconds());
    }

    /** The header {@code RateLimit} of the same. */
    String header(Left left) {
        return '"' + name + "\";r=" + left.requests + ";t=" + left.secondsUntilFull;
    }

    private Bucket bucketOf(K who) {
        return buckets.get(
                who,
                ignored -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, window))
                        .build());
    }

    private ProblemException tooMany(long nanos) {
        return ProblemException.of(ProblemCode.TOO_MANY_REQUESTS)
                .with(Map.of(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(seconds(nanos)),
                        "RateLimit-Policy",
                        policy(),
                        "RateLimit",
                        header(new Left(0, seconds(nanos)))));
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos) + 1;
    }
}
