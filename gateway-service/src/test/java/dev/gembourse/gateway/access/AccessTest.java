package dev.gembourse.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService;
import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.People.Person;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route that the API documents describe, by everybody: a new route is tested here without a line of its own. */
class AccessTest {

    private enum Expected {
        /** The rule lets them through; what then becomes of the request is another matter. */
        ALLOWED,
        UNAUTHENTICATED,
        FORBIDDEN,
        /** As if there were no such account. */
        NO_SUCH_ACCOUNT
    }

    private record Route(String method, String path, String rule) {
        boolean isOfAnAccount() {
            return path.contains("{accountId}") && !rule.equals("OPEN");
        }

        @Override
        public String toString() {
            return method + ' ' + path + " (" + rule + ')';
        }
    }

    private record Actor(String name, String authorization, Map<String, Expected> byRule) {}

    private static final Set<String> RULES = Set.of(
            "OPEN", "PERSONAL", "SESSION", "READ", "TRADE", "FUND", "DELEGATE", "OVERSEE", "OPERATE", "ADMINISTER");

    private final RunningGateway gateway = RunningGateway.shared();
    private final People people = new People(gateway);

    @TestFactory
    Stream<DynamicTest> everyRouteIsForThoseWhomItsRuleNames() {
        Person owner = people.player();
        List<Route> routes = routes();
        assertThat(routes).hasSizeGreaterThan(30);
        List<Actor> actors = actors(owner);
        // Whoever gets as far as the other services is told that they are away.
        routes.forEach(route -> {
            gateway.processor.on(path(route, owner), FakeService.Reply.problem(503, "NOT_YET_APPLIED", "away"));
            gateway.leaderboard.on(path(route, owner), FakeService.Reply.problem(503, "NOT_YET_APPLIED", "away"));
        });
        return routes.stream()
                .flatMap(route -> actors.stream()
                        .map(actor -> DynamicTest.dynamicTest(
                                route + " by " + actor.name, () -> check(route, actor, owner))));
    }

    private void check(Route route, Actor actor, Person owner) {
        Expected expected = expected(route, actor);

        Answered answer =
                gateway.sendJson(route.method, path(route, owner), "{}", "Authorization", actor.authorization);

        Expected got = switch (answer.status()) {
            case 401 -> Expected.UNAUTHENTICATED;
            case 403 -> Expected.FORBIDDEN;
            case 404 ->
                route.isOfAnAccount() && answer.code().equals("ACCOUNT_NOT_FOUND")
                        ? Expected.NO_SUCH_ACCOUNT
                        : Expected.ALLOWED;
            default -> Expected.ALLOWED;
        };
        assertThat(got).as("%s: %d %s", route, answer.status(), answer.body()).isEqualTo(expected);
        assertThat(answer.status()).as(answer.body()).isNotEqualTo(500);
    }

    private static Expected expected(Route route, Actor actor) {
        Expected byRule = actor.byRule.getOrDefault(route.rule, Expected.ALLOWED);
        return byRule == Expected.NO_SUCH_ACCOUNT && !route.isOfAnAccount() ? Expected.ALLOWED : byRule;
    }

    /** What each may do, written down by hand. Rules that are left out let them through. */
    private List<Actor> actors(Person owner) {
        Person other = people.player();
        Person operator = people.with(Role.OPERATOR);
        Person admin = people.with(Role.ADMIN);
        Map<String, Expected> aboveAPlayer =
                Map.of("OVERSEE", Expected.FORBIDDEN, "OPERATE", Expected.FORBIDDEN, "ADMINISTER", Expected.FORBIDDEN);
        Map<String, Expected> keyAboveAPlayer = with(aboveAPlayer, Expected.FORBIDDEN, "SESSION", "DELEGATE");
        return List.of(
                new Actor("nobody", RunningGateway.NOBODY, with(Map.of(), Expected.UNAUTHENTICATED, without("OPEN"))),
                new Actor("the owner", owner.token(), aboveAPlayer),
                new Actor(
                        "another player",
                        other.token(),
                        with(aboveAPlayer, Expected.NO_SUCH_ACCOUNT, "READ", "TRADE", "FUND", "DELEGATE")),
                new Actor(
                        "an operator",
                        operator.token(),
                        with(
                                Map.of("ADMINISTER", Expected.FORBIDDEN),
                                Expected.NO_SUCH_ACCOUNT,
                                "TRADE",
                                "FUND",
                                "DELEGATE")),
                new Actor("an admin", admin.token(), Map.of()),
                new Actor("the owner's key", people.key(owner, "read", "trade", "fund"), keyAboveAPlayer),
                new Actor(
                        "the owner's key for reading",
                        people.key(owner, "read"),
                        with(keyAboveAPlayer, Expected.FORBIDDEN, "TRADE", "FUND")),
                new Actor(
                        "the owner's key for trading",
                        people.key(owner, "trade"),
                        with(keyAboveAPlayer, Expected.FORBIDDEN, "READ", "FUND")),
                new Actor(
                        "an admin's key for reading",
                        people.key(admin, "read"),
                        with(
                                Map.of(),
                                Expected.FORBIDDEN,
                                "SESSION",
                                "TRADE",
                                "FUND",
                                "DELEGATE",
                                "OPERATE",
                                "ADMINISTER")),
                new Actor(
                        "an admin's key for all",
                        people.key(admin, "read", "trade", "fund", "admin"),
                        Map.of("SESSION", Expected.FORBIDDEN)));
    }

    private static Map<String, Expected> with(Map<String, Expected> before, Expected expected, String... rules) {
        Map<String, Expected> all = new HashMap<>(before);
        Arrays.stream(rules).forEach(rule -> all.put(rule, expected));
        return all;
    }

    private static String[] without(String rule) {
        return RULES.stream().filter(other -> !other.equals(rule)).toArray(String[]::new);
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        gateway.get("/openapi.json")
                .json()
                .at("/paths")
                .propertyStream()
                .filter(path -> !path.getKey().startsWith("/problems"))
                .forEach(path -> path.getValue().propertyStream().forEach(method -> {
                    String rule = method.getValue().path("x-access").asString("");
                    assertThat(RULES)
                            .as(path.getKey() + " has a rule that this test knows")
                            .contains(rule);
                    routes.add(new Route(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), rule));
                }));
        return routes;
    }

    private static String path(Route route, Person owner) {
        return route.path
                .replace("{accountId}", owner.accountId())
                .replaceAll("\\{(operationId|userId)}", UUID.randomUUID().toString())
                .replaceAll("\\{[a-zA-Z]+}", "ACCESS-TEST");
    }

    @Test
    void everyRuleIsUsedAndKnownHere() {
        assertThat(Arrays.stream(Rule.values()).map(Rule::name)).containsExactlyInAnyOrderElementsOf(RULES);
    }

    @Test
    void aRouteWithoutARuleIsNotServed() throws NoSuchMethodException {
        AccessRules rules = new AccessRules(new RequestMappingHandlerMapping());
        HandlerMethod unruled =
                new HandlerMethod(this, AccessTest.class.getDeclaredMethod("everyRuleIsUsedAndKnownHere"));

        assertThatIllegalStateException()
                .isThrownBy(() -> rules.preHandle(new MockHttpServletRequest(), new MockHttpServletResponse(), unruled))
                .withMessageContaining("@Access");
    }

    @Test
    void somebodyElsesTradeIsRefusedOnBothWays() {
        Person player = people.player();
        String trade = "{\"symbol\":\"GOLD\",\"side\":\"BUY\",\"quantity\":\"1\"}";
        String foreign = "/v1/accounts/" + UUID.randomUUID() + "/trades";

        Answered direct = gateway.post(foreign, trade, "Authorization", player.token());
        Answered dispatched = gateway.post(
                foreign, trade, "Authorization", player.token(), "Content-Type", "application/json; charset=utf-8");

        assertThat(direct.code()).isEqualTo("ACCOUNT_NOT_FOUND");
        assertThat(dispatched.code()).isEqualTo("ACCOUNT_NOT_FOUND");
        assertThat(direct.at("/detail")).isEqualTo(dispatched.at("/detail"));
        assertThat(gateway.post(foreign, trade, "Authorization", RunningGateway.NOBODY)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void inABatchEachTradeIsLookedAt() {
        Person player = people.player();
        gateway.create("OURS");
        String trade =
                "{\"accountId\":\"%s\",\"idempotencyKey\":\"k\",\"symbol\":\"OURS\",\"side\":\"BUY\",\"quantity\":\"1\"}";
        String body =
                "{\"trades\":[" + trade.formatted(player.accountId()) + "," + trade.formatted(UUID.randomUUID()) + "]}";

        Answered answer = gateway.post("/v1/trades:batch", body, "Authorization", player.token());

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.at("/items/0/status")).isEqualTo("202");
        assertThat(answer.at("/items/1/status")).isEqualTo("404");
        assertThat(answer.at("/items/1/problem/code")).isEqualTo("ACCOUNT_NOT_FOUND");
    }
}
