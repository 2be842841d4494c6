package dev.gembourse.gateway.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Bodies that are small to send and dear to read, to every route that takes one: a new route is tested without a line here. */
class JsonBombTest {

    private static final int MANY = 60_000; // characters, within what a body may have

    /** Members that may be the text of a number. */
    private static final Set<String> TEXTS = Set.of("username", "refreshToken");

    private record Route(String method, String path, List<String> members) {}

    private final RunningGateway gateway = RunningGateway.shared();
    private final People people = new People(gateway);

    @TestFactory
    Stream<DynamicTest> noRouteIsHarmedByABomb() {
        String admin = people.with(Role.ADMIN).token();
        List<Route> routes = routes();
        assertThat(routes).hasSizeGreaterThan(15);
        return routes.stream()
                .map(route -> DynamicTest.dynamicTest(
                        route.method + ' ' + route.path,
                        () -> bombs(route).forEach((kind, body) -> {
                            send(route, kind, body, admin);
                            assertThat(gateway.get("/v1/assets?limit=1").status())
                                    .as("somebody else")
                                    .isEqualTo(200);
                        })));
    }

    private void send(Route route, String kind, String body, String admin) {
        long begun = System.nanoTime();

        Answered answer = gateway.sendJson(route.method, route.path, body, "Authorization", admin);

        assertThat(answer.status()).as("%s: %s", kind, answer.body()).isBetween(400, 499);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().length())
                .as("what was sent does not come back")
                .isLessThan(2_000);
        assertThat(answer.body()).doesNotContain("xception", "jackson", "dev.gembourse", "java.");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(kind).isLessThan(Duration.ofSeconds(10));
    }

    private static Map<String, String> bombs(Route route) {
        Map<String, String> bombs = new LinkedHashMap<>();
        bombs.put("deep arrays", "[".repeat(MANY / 2) + "]".repeat(MANY / 2));
        bombs.put("deep objects", "{\"a\":".repeat(MANY / 6) + "1" + "}".repeat(MANY / 6));
        bombs.put("unclosed arrays", "[".repeat(MANY));
        bombs.put("an unclosed string", "{\"" + "a".repeat(MANY));
        bombs.put(
                "many members",
                IntStream.range(0, MANY / 10)
                        .mapToObj(i -> "\"k" + i + "\":0")
                        .collect(Collectors.joining(",", "{", "}")));
        bombs.put("nothing", " ".repeat(MANY));
        bombs.put("a long number", "9".repeat(MANY));
        for (String member : route.members) {
            List.of(
                            "1e999999999",
                            "-1e-999999999",
                            TEXTS.contains(member) ? "[]" : "\"1e999999999\"",
                            TEXTS.contains(member) ? "{}" : "\"1e-999999999\"",
                            "9".repeat(MANY),
                            "0." + "1".repeat(MANY),
                            "\"" + "9".repeat(MANY) + "\"",
                            "\"" + "a".repeat(MANY) + "\"",
                            "\"" + "\\u0000".repeat(MANY / 6) + "\"",
                            "\"" + "\\ud800".repeat(MANY / 6) + "\"",
                            "[".repeat(MANY / 2) + "]".repeat(MANY / 2),
                            "[" + "[],".repeat(MANY / 4) + "[]]",
                            "{\"a\":".repeat(MANY / 6) + "1" + "}".repeat(MANY / 6))
                    .forEach(value -> bombs.put(
                            member + ": " + value.substring(0, Math.min(20, value.length())),
                            "{\"" + member + "\":" + value + "}"));
            bombs.put(member + " twice", "{\"%1$s\":\"aaaaaaaa\",\"%1$s\":\"bbbbbbbb\"}".formatted(member));
        }
        return bombs;
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        JsonNode api = gateway.get("/openapi.json").json();
        api.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(method -> method.getValue().has("requestBody"))
                        .forEach(method -> {
                            String schema = method.getValue()
                                    .at("/requestBody/content/application~1json/schema/$ref")
                                    .asString("");
                            JsonNode members = api.at(schema.substring(1)).path("properties");
                            assertThat(members.size()).as(path.getKey()).isPositive();
                            routes.add(new Route(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    filled(path.getKey()),
                                    members.propertyStream()
                                            .map(Map.Entry::getKey)
                                            .toList()));
                        }));
        return routes;
    }

    private static String filled(String path) {
        return path.replaceAll(
                        "\\{(accountId|operationId|userId)}", UUID.randomUUID().toString())
                .replaceAll("\\{[a-zA-Z]+}", "BOMB");
    }
}
