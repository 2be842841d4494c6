package dev.gembourse.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.People.Person;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ApiKeysTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final People people = new People(gateway);

    @Test
    void aKeyStandsForItsUserUntilItIsRevoked() {
        Person player = people.player();
        Answered made = make(player, "{\"name\":\"bot\",\"scopes\":[\"read\"]}");
        String key = RunningGateway.basic(made.at("/key/keyId"), made.at("/secret"));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(gateway.get("/v1/auth/me", "Authorization", key).at("/username"))
                .isEqualTo(player.username());
        Answered listed = gateway.get("/v1/api-keys", "Authorization", player.token());
        assertThat(listed.at("/items/0/keyId")).isEqualTo(made.at("/key/keyId"));
        assertThat(listed.body()).doesNotContain(made.at("/secret"));

        Answered revoked = gateway.sendJson(
                "DELETE", "/v1/api-keys/" + made.at("/key/keyId"), "", "Authorization", player.token());

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(gateway.get("/v1/auth/me", "Authorization", key).status())
                .as("at once on the gateway that revoked it")
                .isEqualTo(401);
        assertThat(gateway.get("/v1/api-keys", "Authorization", player.token()).at("/items/0/revokedAt"))
                .isNotEmpty();
    }

    @Test
    void theListHasPages() {
        Person player = people.player();
        for (int i = 0; i < 5; i++) {
            make(player, "{\"name\":\"bot %d\",\"scopes\":[\"read\"]}".formatted(i));
        }

        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            Answered page = gateway.get("/v1/api-keys?limit=2" + cursor, "Authorization", player.token());
            page.json().at("/items").forEach(key -> names.add(key.path("name").asString()));
            cursor = "&cursor=" + page.at("/page/nextCursor");
        } while (!cursor.equals("&cursor="));

        assertThat(names).containsExactly("bot 0", "bot 1", "bot 2", "bot 3", "bot 4");
        for (String bad : List.of("x", "1", "x.y", ".", "-1.k", "99999999999999999999.k")) {
            assertThat(gateway.get("/v1/api-keys?cursor=" + bad, "Authorization", player.token())
                            .status())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @Test
    void aHundredKeysAreTheMostHoweverManyAreAskedForAtATime() throws Exception {
        Person player = people.player();
        gateway.bean(JdbcClient.class)
                .sql("""
                insert into api_key (key_id, user_id, secret_hash, name, scopes, created_at, expires_at)
                select 'gb_' || left(md5(:user::text), 8) || n, :user, '\\x00', 'many', '{read}', now(),
                       case when n > 98 then now() - interval '1 day' end
                  from generate_series(1, 120) n
                """)
                .param("user", UUID.fromString(player.userId()))
                .update();

        Callable<Integer> one = () ->
                make(player, "{\"name\":\"one more\",\"scopes\":[\"read\"]}").status();
        List<Integer> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(Collections.nCopies(8, one)).stream()
                    .map(Future::resultNow)
                    .toList();
        }

        assertThat(answers)
                .as("98 are good")
                .containsOnly(201, 409)
                .filteredOn(status -> status == 201)
                .hasSize(2);
    }

    @Test
    void somebodyElsesKeyLooksLikeNone() {
        Answered made = make(people.player(), "{\"name\":\"bot\",\"scopes\":[\"read\"]}");

        Answered revoked = gateway.sendJson(
                "DELETE",
                "/v1/api-keys/" + made.at("/key/keyId"),
                "",
                "Authorization",
                people.player().token());

        assertThat(revoked.code()).isEqualTo("API_KEY_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            400 | {"name":"","scopes":["read"]}
            400 | {"name":"x","scopes":[]}
            400 | {"name":"x","scopes":["everything"]}
            400 | {"name":"x","scopes":"read"}
            400 | {"scopes":["read"]}
            400 | {"name":"x","scopes":["read"],"expiresAt":"2020-01-01T00:00:00Z"}
            400 | {"name":"x","scopes":["read"],"expiresAt":"tomorrow"}
            400 | {"name":"x","scopes":["read"],"role":"ADMIN"}
            403 | {"name":"x","scopes":["read","admin"]}
            """)
    void aKeyThatCannotBeIsRefused(int status, String body) {
        assertThat(make(people.player(), body).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gb_test",
                "gb_test:",
                ":secret-of-the-tests",
                "gb_test:secret-of-the-test",
                "GB_TEST:secret-of-the-tests",
                "gb_test' or '1'='1:secret-of-the-tests",
                "admin:correct horse battery staple",
                "gb_other:secret-of-the-tests"
            })
    void whatIsNoKeyIsRefused(String pair) {
        String header = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes());

        assertThat(gateway.get("/v1/users", "Authorization", header).code()).isEqualTo("BAD_CREDENTIALS");
    }

    @Test
    void whoeverCollectsMetricsCanDoNothingButRead() {
        String key = RunningGateway.basic("gb_metrics", "secret-of-the-metrics");

        assertThat(gateway.get("/actuator/prometheus", "Authorization", key).status())
                .isEqualTo(200);
        assertThat(gateway.get("/v1/users", "Authorization", key).status()).isEqualTo(403);
        assertThat(gateway.post(
                                "/v1/accounts/" + UUID.randomUUID() + "/deposits",
                                "{\"currency\":\"USD\",\"amount\":\"1\"}",
                                "Authorization",
                                key)
                        .status())
                .isEqualTo(403);
        assertThat(gateway.post("/v1/units", "{}", "Authorization", key).status())
                .isEqualTo(403);
    }

    @Test
    void aKeyLosesWhatItsUserLoses() {
        Person admin = people.with(Role.ADMIN);
        String key = people.key(admin, "read", "admin");
        gateway.sendJson("PATCH", "/v1/users/" + admin.userId(), "{\"role\":\"PLAYER\"}");

        assertThat(gateway.get("/v1/users", "Authorization", key).status()).isEqualTo(403);
        assertThat(gateway.get("/v1/auth/me", "Authorization", key).status()).isEqualTo(200);
    }

    private Answered make(Person person, String body) {
        return gateway.post("/v1/api-keys", body, "Authorization", person.token());
    }
}
