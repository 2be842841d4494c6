package dev.gembourse.gateway.identity;

import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with argon2id: 19 MiB of memory, two passes, one lane, which is the least that OWASP's Password Storage Cheat
 * Sheet recommends. Hashing has threads of its own, fewer than there are cores, since it is slow on purpose. Passwords of any
 * length count whole.
 */
@Component
class Passwords implements DisposableBean {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;

    /** Of users whose passwords somebody else keeps: no password matches it. */
    static final String NONE = "{none}";

    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            "argon2",
            Map.of(
                    "argon2",
                    new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, KIBIBYTES, PASSES),
                    "bcrypt", // of users who come from elsewhere; hashed anew at their next login
                    new BCryptPasswordEncoder()));

    private final ThreadPoolExecutor threads;

    /** What a password is compared with whose user there is not, so that it takes as long. */
    private final String nobodys;

    Passwords(IdentitySettings settings) {
        int width = settings.passwordThreads() > 0
                ? settings.passwordThreads()
                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        threads = new ThreadPoolExecutor(
                width,
                width,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(settings.passwordsWaiting()),
                Thread.ofPlatform().name("password-", 0).daemon().factory());
        nobodys = "{argon2}$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(KIBIBYTES, PASSES, LANES, "A".repeat(22), "A".repeat(43)); // 16 and 32 bytes in base64;
    }

    /**
     * The form in which a password is kept.
     *
     * @throws ProblemException OVERLOADED when too many wait already
     */
    String hash(String password) {
        return run(() -> {
            String hash = encoder.encode(password);
            if (hash == null) {
                throw new IllegalStateException("expected a hash");
            }
            return hash;
        });
    }

    /** Whether a password is the one that was hashed. */
    boolean matches(String password, String hash) {
        return run(() -> encoder.matches(password, hash.equals(NONE) ? nobodys : hash));
    }

    /** Takes as long as {@link #matches} would. */
    void matchNobody(String password) {
        boolean ignored = matches(password, nobodys);
    }

    /** Whether a hash was made in a way that is no longer ours. */
    boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T> T run(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        try {
            threads.execute(task);
            return task.get();
        } catch (RejectedExecutionException e) {
            throw ProblemException.of(ProblemCode.OVERLOADED, "too many logins are under way");
        } catch (ExecutionException e) {
            throw new IllegalStateException("expected to hash a password", e.getCause());
        } catch (InterruptedException e) {
            task.cancel(false);
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemCode.SERVICE_UNAVAILABLE, "the gateway is stopping");
        }
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
