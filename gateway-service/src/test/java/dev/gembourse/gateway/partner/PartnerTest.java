package dev.gembourse.gateway.partner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.People.Person;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is registered as a partner, and what owners of accounts permit. Who may use which route is tested with all other routes. */
class PartnerTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final String name = "p" + UUID.randomUUID().toString().substring(0, 13);

    @Test
    void aPartnerIsRegisteredOnceUnderItsNameAndItsSource() {
        Answered created = register(name, "https://acme.example/trading");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.at("/topic")).isEqualTo("partner." + name + ".v1");
        assertThat(created.at("/source")).isEqualTo("https://acme.example/trading");
        assertThat(gateway.get("/v1/partners/" + name).json()).isEqualTo(created.json());
        assertThat(register(name, "/another").code()).isEqualTo("PARTNER_EXISTS");
        assertThat(register(name + "x", "https://acme.example/trading").code()).isEqualTo("SOURCE_TAKEN");
        assertThat(register(name + "x", "/partners/" + name).status())
                .as("what looks like another's source")
                .isEqualTo(400);
        assertThat(gateway.get("/v1/partners/" + name + "x").code()).isEqualTo("PARTNER_NOT_FOUND");
        assertThat(gateway.get("/v1/audit-events?subject=" + name).at("/items/0/kind"))
                .isEqualTo("PARTNER_REGISTERED");
        sourceIsFreeForNobody();
    }

    private void sourceIsFreeForNobody() {
        assertThat(gateway.sendJson("DELETE", "/v1/partners/" + name, "").status())
                .isEqualTo(204);
        assertThat(gateway.get("/v1/partners/" + name).at("/disabledAt")).isNotEmpty();
        assertThat(gateway.sendJson("DELETE", "/v1/partners/" + name, "").status())
                .as("again")
                .isEqualTo(204);
        assertThat(register(name, null).code()).isEqualTo("PARTNER_EXISTS");
        assertThat(gateway.sendJson("PUT", grant(UUID.randomUUID().toString()), "{\"permissions\":[\"trade\"]}")
                        .code())
                .as("a disabled partner is permitted nothing")
                .isEqualTo("PARTNER_NOT_FOUND");
    }

    @Test
    void withoutASourceItIsMadeOfTheName() {
        assertThat(register(name, null).at("/source")).isEqualTo("/partners/" + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"A\"}",
                "{\"name\":\"a.b\"}",
                "{\"name\":\"fine\",\"source\":\"\"}",
                "{\"name\":\"fine\",\"source\":\"/gembourse/gateway\"}",
                "{\"name\":\"fine\",\"source\":\"with space\"}",
                "{\"name\":\"fine\",\"source\":\"/\\u0000\"}",
                "{\"name\":\"fine\",\"source\":\"/\\u00e9\"}",
                "{\"name\":\"fine\",\"topic\":\"trading.commands.v1\"}"
            })
    void whatIsNoPartnerIsNotRegistered(String body) {
        assertThat(gateway.post("/v1/partners", body).code()).isEqualTo("INVALID_REQUEST");
        assertThat(gateway.get("/v1/partners/fine").code()).isEqualTo("PARTNER_NOT_FOUND");
    }

    @Test
    void partnersAreListedPageByPage() {
        register(name + "a", null);
        register(name + "b", null);

        Answered first = gateway.get("/v1/partners?limit=1&cursor=" + name);
        Answered second = gateway.get("/v1/partners?limit=1&cursor=" + first.at("/page/nextCursor"));

        assertThat(first.at("/items/0/name")).isEqualTo(name + "a");
        assertThat(second.at("/items/0/name")).isEqualTo(name + "b");
        assertThat(gateway.get("/v1/partners?cursor=A").code()).isEqualTo("INVALID_PARAMETER");
        assertThat(gateway.get("/v1/partners/" + name + "a/quarantine?cursor=x").code())
                .isEqualTo("INVALID_PARAMETER");
    }

    @Test
    void anOwnerPermitsChangesAndTakesBack() {
        Person owner = new People(gateway).player();
        register(name, null);

        Answered permitted = as(owner, "PUT", "{\"permissions\":[\"report\",\"trade\"]}");
        Answered changed = as(owner, "PUT", "{\"permissions\":[\"fund\"]}");

        assertThat(permitted.status()).as(permitted.body()).isEqualTo(200);
        assertThat(permitted.json().at("/permissions")).hasSize(2);
        assertThat(changed.at("/permissions/0")).isEqualTo("fund");
        String list = "/v1/accounts/" + owner.accountId() + "/partners";
        assertThat(gateway.get(list, "Authorization", owner.token()).json().at("/items"))
                .hasSize(1);
        assertThat(as(owner, "DELETE", "").status()).isEqualTo(204);
        assertThat(as(owner, "DELETE", "").status()).as("again").isEqualTo(204);
        assertThat(gateway.get(list, "Authorization", owner.token()).json().at("/items"))
                .isEmpty();
        assertThat(gateway.get("/v1/audit-events?subject=" + name).json().at("/items"))
                .extracting(event -> event.at("/kind").asString())
                .containsExactly("PARTNER_DISMISSED", "PARTNER_PERMITTED", "PARTNER_PERMITTED", "PARTNER_REGISTERED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                           | INVALID_REQUEST
            {"permissions":[]}           | INVALID_REQUEST
            {"permissions":["admin"]}    | INVALID_REQUEST
            {"permissions":["TRADE"]}    | INVALID_REQUEST
            {"permissions":null}         | INVALID_REQUEST
            {"permissions":["trade"]}    | PARTNER_NOT_FOUND
            """)
    void whatCannotBePermittedIsSaidSo(String body, String code) {
        Answered answer = gateway.sendJson("PUT", grant(UUID.randomUUID().toString()), body);

        assertThat(answer.code()).as(answer.body()).isEqualTo(code);
    }

    private Answered as(Person owner, String method, String body) {
        return gateway.sendJson(method, grant(owner.accountId()), body, "Authorization", owner.token());
    }

    private String grant(String account) {
        return "/v1/accounts/" + account + "/partners/" + name;
    }

    private Answered register(String partner, @Nullable String source) {
        return gateway.post(
                "/v1/partners",
                source == null
                        ? "{\"name\":\"%s\"}".formatted(partner)
                        : "{\"name\":\"%s\",\"source\":\"%s\"}".formatted(partner, source));
    }
}
