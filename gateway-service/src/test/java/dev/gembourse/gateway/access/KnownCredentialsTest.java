package dev.gembourse.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.gateway.limit.RateLimitSettings;
import dev.gembourse.gateway.limit.RateLimits;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class KnownCredentialsTest {

    private static final String HOME = "127.0.0.1";
    private static final Caller ADA =
            new Caller(UUID.randomUUID(), "ada", Role.PLAYER, Role.PLAYER.scopes(), null, null);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int looks;
    private boolean away;

    /** Takes "good", for a minute and at most ten. */
    private final Credentials kind = new Credentials() {
        @Override
        public String scheme() {
            return "Test";
        }

        @Override
        public Optional<Checked> check(String credentials) {
            looks++;
            if (away) {
                throw ProblemException.of(ProblemCode.SERVICE_UNAVAILABLE);
            }
            return credentials.equals("good")
                    ? Optional.of(new Checked(ADA, now.plusSeconds(60), now.plusSeconds(600)))
                    : Optional.empty();
        }
    };

    private final RateLimits limits = new RateLimits(new RateLimitSettings(Duration.ofSeconds(60), 10, 10, 10));

    private final KnownCredentials credentials = new KnownCredentials(List.of(kind), limits, new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void whatWasGoodIsNotLookedAtAgainBeforeItsTime() {
        assertThat(credentials.check("Test good", HOME)).isEqualTo(ADA);
        now = now.plusSeconds(59);
        assertThat(credentials.check("Test good", HOME)).isEqualTo(ADA);
        assertThat(looks).isEqualTo(1);
        now = now.plusSeconds(2);
        assertThat(credentials.check("Test good", HOME)).isEqualTo(ADA);
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void theSchemeMayBeWrittenAsOneLikes() {
        assertThat(credentials.check("tEST good", HOME)).isEqualTo(ADA);
    }

    @Test
    void credentialsHaveOneForm() {
        assertProblem(ProblemCode.BAD_CREDENTIALS, () -> credentials.check("Test  good", HOME));
        assertProblem(ProblemCode.BAD_CREDENTIALS, () -> credentials.check("Test good ", HOME));
    }

    @Test
    void whileNothingCanBeLookedUpWhatWasGoodStaysSoForAWhile() {
        credentials.check("Test good", HOME);
        away = true;
        now = now.plusSeconds(300);
        assertThat(credentials.check("Test good", HOME)).isEqualTo(ADA);
        int before = looks;
        assertThat(credentials.check("Test good", HOME)).isEqualTo(ADA);
        assertThat(looks).as("not looked at again at once").isEqualTo(before);
        now = now.plusSeconds(299);
        assertThat(credentials.check("Test good", HOME)).isEqualTo(ADA);
        now = now.plusSeconds(2);
        assertProblem(ProblemCode.SERVICE_UNAVAILABLE, () -> credentials.check("Test good", HOME));
        assertProblem(ProblemCode.SERVICE_UNAVAILABLE, () -> credentials.check("Test other", HOME));
    }

    @Test
    void anAddressWithManyBadOnesIsNoLongerLookedAtButWhatIsKnownIsTaken() {
        credentials.check("Test good", HOME);
        for (int i = 0; i < 10; i++) {
            assertProblem(ProblemCode.BAD_CREDENTIALS, () -> credentials.check("Test bad", HOME));
        }
        int before = looks;

        assertProblem(ProblemCode.TOO_MANY_REQUESTS, () -> credentials.check("Test bad", HOME));
        assertThat(looks).isEqualTo(before);
        assertThat(credentials.check("Test good", HOME)).isEqualTo(ADA);
        assertProblem(ProblemCode.BAD_CREDENTIALS, () -> credentials.check("Test bad", "127.0.0.2"));
    }

    @Test
    void anAddressThatIsBusyWithoutCredentialsIsLetInWithGoodOnes() {
        for (int i = 0; i < 10; i++) {
            limits.ofAddress(HOME);
        }
        assertProblem(ProblemCode.TOO_MANY_REQUESTS, () -> limits.ofAddress(HOME));

        assertThat(credentials.check("Test good", HOME)).isEqualTo(ADA);
        assertProblem(ProblemCode.BAD_CREDENTIALS, () -> credentials.check("Test bad", HOME));
    }

    @Test
    void addressesOfOneNetworkHaveOneAllowance() {
        for (int i = 0; i < 10; i++) {
            String address = "2001:db8::" + i;
            assertProblem(ProblemCode.BAD_CREDENTIALS, () -> credentials.check("Test bad", address));
        }

        assertProblem(ProblemCode.TOO_MANY_REQUESTS, () -> credentials.check("Test bad", "2001:db8::ffff"));
        assertProblem(ProblemCode.BAD_CREDENTIALS, () -> credentials.check("Test bad", "2001:db8:0:1::1"));
    }

    private static void assertProblem(ProblemCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
