package dev.gembourse.gateway.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.People.Person;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Guessing tells nobody who is here, is slow, and is nobody else's trouble. */
class GuessingTest {

    private static final int TIMES = 7;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final RunningGateway gateway = RunningGateway.shared();
    private final People people = new People(gateway);

    @Test
    void whoIsUnknownOrDisabledOrGaveAWrongPasswordGetsTheSameAnswer() {
        Person player = people.player();
        Person disabled = people.player();
        gateway.sendJson("PATCH", "/v1/users/" + disabled.userId(), "{\"disabled\":true}");

        Answered wrong = people.login(player.username(), "a wrong password");
        Answered unknown = people.login(People.newName(), "a wrong password");
        Answered kept = people.login(disabled.username(), People.PASSWORD);

        assertThat(wrong.code()).isEqualTo("LOGIN_FAILED");
        for (Answered other : List.of(unknown, kept)) {
            assertThat(other.status()).isEqualTo(wrong.status());
            assertThat(withoutTrace(other)).isEqualTo(withoutTrace(wrong));
            assertThat(headers(other)).isEqualTo(headers(wrong));
        }
    }

    /** By the time that password threads take of a processor, for clocks on the wall tell what else the machine does. */
    @Test
    void anUnknownUserCostsAsMuchAsAWrongPassword() {
        Person player = people.player();
        Person disabled = people.player();
        gateway.sendJson("PATCH", "/v1/users/" + disabled.userId(), "{\"disabled\":true}");
        people.login(People.newName(), "to warm up");
        List<Long> wrong = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        List<Long> kept = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            wrong.add(hashing(() -> people.login(player.username(), "a wrong password")));
            unknown.add(hashing(() -> people.login(People.newName(), "a wrong password")));
            kept.add(hashing(() -> people.login(disabled.username(), People.PASSWORD)));
        }

        long ordinary = median(wrong);
        assertThat(ordinary).as("a password is hashed").isGreaterThan(1_000_000);
        assertThat(median(unknown)).isBetween(ordinary / 2, ordinary * 2);
        assertThat(median(kept)).isBetween(ordinary / 2, ordinary * 2);
    }

    @Test
    void whoGuessesIsSlowedDownAndNobodyElseIs() throws Exception {
        Person victim = people.player();
        Person other = people.player();
        String key = people.key(victim, "read");
        Answered last = people.login(victim.username(), "guess 0");
        for (int i = 1; i < 15 && last.status() == 401; i++) {
            last = people.login(victim.username(), "guess " + i);
        }

        assertThat(last.code()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(people.login(victim.username(), People.PASSWORD).code())
                .as("a right guess does not show")
                .isEqualTo("TOO_MANY_REQUESTS");
        assertThat(people.login(other.username(), People.PASSWORD).status())
                .as("another user from there")
                .isEqualTo(200);
        assertThat(loginFrom("127.0.0.2", victim)).as("the user from elsewhere").isEqualTo(200);
        assertThat(gateway.get("/v1/auth/me", "Authorization", victim.token()).status())
                .isEqualTo(200);
        assertThat(gateway.get("/v1/auth/me", "Authorization", key).status()).isEqualTo(200);
        assertThat(people.refresh(victim.refreshToken()).status()).isEqualTo(200);
    }

    private int loginFrom(String address, Person person) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(address))
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/v1/auth/login"))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{\"username\":\"%s\",\"password\":\"%s\"}"
                                            .formatted(person.username(), People.PASSWORD)))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static String withoutTrace(Answered answer) {
        return answer.body().replaceAll("\"traceId\":\"[0-9a-f]+\"", "");
    }

    private static TreeMap<String, List<String>> headers(Answered answer) {
        TreeMap<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        List.of("date", "x-request-id", "ratelimit").forEach(headers::remove);
        return headers;
    }

    private static long hashing(Supplier<Answered> attempt) {
        long before = processorTime();
        assertThat(attempt.get().status()).isEqualTo(401);
        return processorTime() - before;
    }

    private static long processorTime() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("password-"))
                .mapToLong(thread -> Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId())))
                .sum();
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
