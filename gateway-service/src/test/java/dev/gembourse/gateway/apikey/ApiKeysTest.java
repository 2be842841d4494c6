package dev.gembourse.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.People.Person;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
