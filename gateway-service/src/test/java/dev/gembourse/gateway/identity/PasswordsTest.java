package dev.gembourse.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class PasswordsTest {

    /** One at a time, and one more that waits. */
    private final Passwords passwords =
            new Passwords(new IdentitySettings(Duration.ofDays(1), 1, 1, Duration.ofSeconds(1)));

    @AfterEach
    void stop() {
        passwords.destroy();
    }

    @Test
    void aHashIsOfItsPasswordOnlyAndNeverTheSameTwice() {
        String hash = passwords.hash("correct horse");

        assertThat(hash).startsWith("{argon2}$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("correct");
        assertThat(passwords.hash("correct horse")).isNotEqualTo(hash);
        assertThat(passwords.matches("correct horse", hash)).isTrue();
        assertThat(passwords.matches("Correct horse", hash)).isFalse();
        assertThat(passwords.isOutdated(hash)).isFalse();
    }

    @Test
    void noPasswordMatchesThatOfAUserWhoHasNone() {
        assertThat(passwords.matches("", Passwords.NONE)).isFalse();
        assertThat(passwords.matches("none", Passwords.NONE)).isFalse();
    }

    @Test
    void hashesFromElsewhereAreGoodUntilTheNextLogin() {
        String hash = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("correct horse");

        assertThat(passwords.matches("correct horse", hash)).isTrue();
        assertThat(passwords.isOutdated(hash)).isTrue();
    }

    @Test
    void whenTooManyWaitTheOthersAreTurnedAway() throws Exception {
        String hash = passwords.hash("correct horse");
        List<Future<String>> answers = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                answers.add(callers.submit(() -> answer(hash)));
            }
        }

        assertThat(answers.stream().map(Future::resultNow))
                .contains("true", "OVERLOADED")
                .doesNotContain("false");
    }

    private String answer(String hash) {
        try {
            return String.valueOf(passwords.matches("correct horse", hash));
        } catch (ProblemException e) {
            return e.code().name();
        }
    }
}
