package dev.gembourse.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.People.Person;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.stack.fixture.SharedInfrastructure;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A gateway whose limits are low, and a page of another origin that may use it. */
class ShareOfRequestsTest {

    private static final String PAGE = "https://play.example";

    private static final RunningGateway GATEWAY = RunningGateway.on(
            SharedInfrastructure.get().broker(),
            "--gembourse.gateway.rate-limits.window=60s",
            "--gembourse.gateway.rate-limits.per-user=5",
            "--gembourse.gateway.cors.origins=" + PAGE);

    private final People people = new People(GATEWAY);

    @AfterAll
    static void stop() {
        GATEWAY.close();
    }

    @Test
    void whoAsksTooMuchIsToldWhenToAskAgainAndOthersAreNot() {
        Person greedy = people.player();
        Person modest = people.player();
        Answered last = me(greedy);
        assertThat(last.header("RateLimit-Policy")).isEqualTo("\"user\";q=5;w=60");
        assertThat(last.header("RateLimit")).startsWith("\"user\";r=4;t=");
        for (int i = 0; i < 5 && last.status() == 200; i++) {
            last = me(greedy);
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.code()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(Integer.parseInt(String.valueOf(last.header("Retry-After")))).isBetween(1, 13);
        assertThat(last.header("RateLimit")).startsWith("\"user\";r=0;t=");
        assertThat(me(modest).status()).isEqualTo(200);
        assertThat(GATEWAY.get("/v1/users").status()).as("an admin").isEqualTo(200);
    }

    @Test
    void anotherSpellingOfAPathCountsAsWell() {
        Person greedy = people.player();
        Answered last = GATEWAY.get("/%761/auth/me", "Authorization", greedy.token());
        for (int i = 0; i < 6 && last.status() != 429; i++) {
            last = GATEWAY.get("/v1;x=1/auth/me", "Authorization", greedy.token());
        }

        assertThat(last.status()).isEqualTo(429);
    }

    @Test
    void onlyAPageThatWasNamedMayUseTheApi() {
        Answered named = preflight(PAGE);
        Answered other = preflight("https://evil.example");

        assertThat(named.status()).isEqualTo(200);
        assertThat(named.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(named.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.code()).isEqualTo("FORBIDDEN");
        assertThat(other.header("Access-Control-Allow-Origin")).isNull();
        assertThat(GATEWAY.get("/v1/users", "Origin", "https://evil.example").status())
                .isEqualTo(403);
        Answered read = GATEWAY.get("/v1/users", "Origin", PAGE);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("Access-Control-Expose-Headers")).contains("Outcome-Position");
    }

    private Answered preflight(String origin) {
        return GATEWAY.send(
                "OPTIONS",
                "/v1/assets",
                BodyPublishers.noBody(),
                "Authorization",
                RunningGateway.NOBODY,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type,idempotency-key");
    }

    private static Answered me(Person person) {
        return GATEWAY.get("/v1/auth/me", "Authorization", person.token());
    }
}
