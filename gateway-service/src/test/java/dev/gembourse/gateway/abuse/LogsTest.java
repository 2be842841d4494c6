package dev.gembourse.gateway.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.wire.Json;
import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.HeardLog;
import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.People.Person;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is logged while somebody does their worst: one line of JSON for each record, and no secret in any. */
class LogsTest {

    private static final String FORGED = "x\r\n{\"log.level\":\"INFO\",\"message\":\"forged\"}\n\u2028\u001b[31m\"\\";

    private final RunningGateway gateway = RunningGateway.shared();
    private final People people = new People(gateway);

    @Test
    void aRecordStaysOneLineOfJsonWhateverStandsInIt() throws IOException {
        try (HeardLog log = new HeardLog()) {
            String text = Json.STRICT.writeValueAsString(FORGED);
            people.login("ada\\n{\\\"forged\\\":1}", "wrong");
            gateway.post("/v1/auth/login", "{\"username\":%s,\"password\":%s}".formatted(text, text));
            gateway.post("/v1/auth/login", "{\"username\":\"ada\",\"password\":%s}".formatted(text));
            gateway.post("/v1/auth/register", "{" + text);
            gateway.get("/v1/auth/me", "Authorization", "Bearer " + jwt(FORGED));
            gateway.get("/v1/audit-events?subject=%0d%0aforged");
            send("GET /v1/assets HTTP/1.1\r\nHost: x\r\nUser-Agent: " + FORGED + "\r\n\r\n");
            send("GET /v1/\nforged HTTP/1.1\r\n\r\n");
            send("\u0016\u0003\u0001 {\"message\":\"forged\"}\r\n\r\n");
            LoggerFactory.getLogger("dev.gembourse.abuse")
                    .warn("{} was tried", FORGED, new IllegalStateException(FORGED, new IOException(FORGED)));

            assertThat(log.records()).isNotEmpty().allSatisfy(record -> {
                assertThat(record).endsWith("\n");
                assertThat(record.strip().chars()).noneMatch(Character::isISOControl);
                assertThat(Json.STRICT.readTree(record).path("message").isString())
                        .isTrue();
            });
            assertThat(log.records().stream()
                            .map(record ->
                                    Json.STRICT.readTree(record).path("message").asString()))
                    .contains(FORGED + " was tried")
                    .doesNotContain("forged");
        }
    }

    @Test
    void noSecretIsLoggedOrAnsweredToAnybodyElse() {
        try (HeardLog log = new HeardLog()) {
            List<String> answers = new ArrayList<>();
            Person player = people.player();
            Answered session = people.login(player.username(), People.PASSWORD);
            Answered refreshed = people.refresh(session.at("/refreshToken"));
            String key = people.key(player, "read", "trade");
            answers.add(people.refresh(session.at("/refreshToken")).body());
            answers.add(
                    people.login(player.username(), "a password that is wrong").body());
            answers.add(people.register(player.username(), "a password that comes late")
                    .body());
            answers.add(gateway.get("/v1/auth/me", "Authorization", key).body());
            answers.add(gateway.get("/v1/auth/me", "Authorization", key + "x").body());
            answers.add(gateway.get("/v1/auth/me", "Authorization", player.token() + "x")
                    .body());
            answers.add(
                    gateway.get("/v1/api-keys", "Authorization", player.token()).body());
            answers.add(gateway.post(
                            "/v1/auth/password",
                            "{\"password\":\"a password that is no longer\",\"newPassword\":\"a password to come\"}",
                            "Authorization",
                            player.token())
                    .body());
            answers.add(gateway.get("/v1/auth/me", "Authorization", "Bearer forged.token.here")
                    .body());
            answers.add(gateway.get("/v1/auth/me", "Authorization", RunningGateway.basic("gb_wrong", "a-wrong-secret"))
                    .body());
            answers.add(gateway.post("/v1/auth/login", "{\"username\":\"ada\",\"password\":\"an unclosed secret}")
                    .body());
            answers.add(gateway.post("/v1/auth/login", "{\"username\":\"ada\",\"password\":[\"a secret in a list\"]}")
                    .body());
            String admin = people.with(Role.ADMIN).token();
            for (String path : List.of(
                    "/v1/users?limit=500",
                    "/v1/audit-events?limit=500",
                    "/.well-known/jwks.json",
                    "/actuator/prometheus",
                    "/actuator/env",
                    "/actuator/configprops",
                    "/actuator/heapdump")) {
                answers.add(gateway.get(path, "Authorization", admin).body());
            }

            List<String> secrets = new ArrayList<>(List.of(
                    People.PASSWORD,
                    RunningGateway.ADMIN_PASSWORD,
                    "secret-of-the-tests",
                    "secret-of-the-metrics",
                    "a password that",
                    "a password to come",
                    "forged.token.here",
                    "a-wrong-secret",
                    "an unclosed secret",
                    "a secret in a list",
                    player.token().substring("Bearer ".length()),
                    player.refreshToken(),
                    session.at("/accessToken"),
                    session.at("/refreshToken"),
                    refreshed.at("/accessToken"),
                    refreshed.at("/refreshToken"),
                    admin.substring("Bearer ".length()),
                    key.substring("Basic ".length()),
                    new String(Base64.getDecoder().decode(key.substring("Basic ".length())), StandardCharsets.UTF_8)
                            .split(":")[1],
                    "$argon2id$"));
            secrets.addAll(privateKeys());
            assertThat(secrets).hasSizeGreaterThan(18).allMatch(secret -> secret.length() > 9);
            assertThat(answers).allSatisfy(answer -> assertThat(answer).doesNotContain(secrets));
            assertThat(gateway.get("/.well-known/jwks.json").body())
                    .contains("\"kty\"")
                    .doesNotContain("\"d\"");
            LoggerFactory.getLogger("dev.gembourse.abuse").info("the last line");
            assertThat(String.join("", log.records())).contains("the last line").doesNotContain(secrets);
        }
    }

    /** The private halves of the signing keys, in the forms in which they could be written: the number itself, and PKCS #8. */
    private List<String> privateKeys() {
        List<String> forms = new ArrayList<>();
        for (byte[] key : gateway.bean(JdbcClient.class)
                .sql("select private_key from signing_key")
                .query((row, ignored) -> row.getBytes(1))
                .list()) {
            String hex = HexFormat.of().formatHex(key);
            int number = hex.indexOf("0420") / 2 + 2; // an octet string of 32 bytes, RFC 5915
            byte[] scalar = Arrays.copyOfRange(key, number, number + 32);
            forms.add(hex);
            forms.add(HexFormat.of().formatHex(scalar));
            forms.add(Base64.getEncoder().encodeToString(key));
            forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(key));
            forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(scalar));
        }
        return forms;
    }

    private static String jwt(String kid) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String header =
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":%s}".formatted(Json.STRICT.writeValueAsString(kid));
        return base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(("{\"sub\":\"" + UUID.randomUUID() + "\"}").getBytes(StandardCharsets.UTF_8))
                + ".AAAA";
    }

    private void send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }
}
