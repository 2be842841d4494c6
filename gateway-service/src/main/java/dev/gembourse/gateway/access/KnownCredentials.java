package dev.gembourse.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gembourse.gateway.access.Credentials.Checked;
import dev.gembourse.gateway.limit.RateLimits;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks the header {@code Authorization} and remembers what was good, so that an ordinary request costs a hash and a look-up: to
 * check a signature takes longer than everything else that a trade needs here. What was bad is not remembered. Thread-safe.
 */
@Component
public class KnownCredentials {

    private static final int LONGEST = 4096;
    private static final int REMEMBERED = 100_000;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    /** SHA-256 of a header, so that no credentials stay in memory and none are compared byte by byte. */
    private record Digest(long a, long b, long c, long d) {

        static Digest of(String header) {
            try {
                ByteBuffer hash = ByteBuffer.wrap(
                        MessageDigest.getInstance("SHA-256").digest(header.getBytes(StandardCharsets.ISO_8859_1)));
                return new Digest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform provides SHA-256", e);
            }
        }
    }

    private final List<Credentials> kinds;
    private final RateLimits limits;
    private final Clock clock;
    private final Cache<Digest, Checked> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    KnownCredentials(List<Credentials> kinds, RateLimits limits, Clock clock) {
        this.kinds = List.copyOf(kinds);
        this.limits = limits;
        this.clock = clock;
    }

    /** Looks at an API key anew when it comes the next time. */
    public void forgetKey(String keyId) {
        known.asMap().values().removeIf(checked -> keyId.equals(checked.caller().keyId()));
    }

    /** Looks at the credentials of a user anew when they come the next time. */
    public void forgetUser(UUID userId) {
        known.asMap().values().removeIf(checked -> checked.caller().userId().equals(userId));
    }

    /**
     * Whose credentials a header holds.
     *
     * @param address from where it came
     * @throws ProblemException BAD_CREDENTIALS when they are nobody's; SERVICE_UNAVAILABLE when that cannot be told;
     *     TOO_MANY_REQUESTS when too many bad ones came from there
     */
    Caller check(String header, String address) {
        if (header.length() > LONGEST) {
            throw bad(address);
        }
        Digest digest = Digest.of(header);
        Checked before = known.getIfPresent(digest);
        Instant now = clock.instant();
        if (before != null && now.isBefore(before.until())) {
            return before.caller();
        }
        if (before == null) {
            limits.requireOneLeft(address);
        }
        return anew(header, digest, address, before, now);
    }

    private Caller anew(String header, Digest digest, String address, @Nullable Checked before, Instant now) {
        Optional<Checked> checked;
        try {
            checked = look(header);
        } catch (ProblemException e) {
            if (before != null && now.isBefore(before.atMost())) {
                Instant again = now.plus(BETWEEN_TRIES);
                known.put(
                        digest,
                        new Checked(
                                before.caller(),
                                again.isBefore(before.atMost()) ? again : before.atMost(),
                                before.atMost()));
                return before.caller();
            }
            throw e;
        }
        if (checked.isEmpty()) {
            known.invalidate(digest);
            throw bad(address);
        }
        known.put(digest, checked.get());
        return checked.get().caller();
    }

    private ProblemException bad(String address) {
        limits.countBadCredentials(address);
        return Unauthenticated.because(ProblemCode.BAD_CREDENTIALS);
    }

    private Optional<Checked> look(String header) {
        int space = header.indexOf(' ');
        String scheme = space < 0 ? header : header.substring(0, space);
        return space < 0 || header.indexOf(' ', space + 1) >= 0 // one form only, so that it takes one place
                ? Optional.empty()
                : kinds.stream()
                        .filter(kind -> kind.scheme().equalsIgnoreCase(scheme))
                        .flatMap(kind -> kind.check(header.substring(space + 1)).stream())
                        .findFirst();
    }
}
