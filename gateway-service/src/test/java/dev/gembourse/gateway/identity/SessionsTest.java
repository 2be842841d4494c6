package dev.gembourse.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.People.Person;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SessionsTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final People people = new People(gateway);

    @BeforeEach
    void settlementOpensAccounts() {
        people.letAccountsBeOpened();
    }

    @Test
    void whoRegistersIsLoggedInAndHasAnAccount() {
        String name = People.newName();

        Answered registered = people.register(name, People.PASSWORD);

        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        assertThat(registered.at("/tokenType")).isEqualTo("Bearer");
        assertThat(registered.at("/expiresIn")).isEqualTo("600");
        assertThat(registered.at("/user/role")).isEqualTo("PLAYER");
        assertThat(registered.at("/user/accountStatus")).isEqualTo("OPEN");
        assertThat(registered.header("Cache-Control")).isEqualTo("no-store");
        Answered me = gateway.get("/v1/auth/me", "Authorization", "Bearer " + registered.at("/accessToken"));
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.at("/username")).isEqualTo(name);
        assertThat(me.at("/accountId")).isEqualTo(registered.at("/user/accountId"));
    }

    @Test
    void aNameIsTakenIgnoringCase() {
        String name = People.newName();
        people.register(name, People.PASSWORD);

        Answered again = people.register(name.toUpperCase(Locale.ROOT), People.PASSWORD);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("USERNAME_TAKEN");
    }

    @Test
    void aNameThatSettlementRefusesIsGivenBack() {
        String name = People.newName();
        gateway.sent.whenTrading(command -> gateway.journals.publish(new OperationRefused(
                command.operationId(),
                command.accountId(),
                command.kind(),
                TradingRefusal.USERNAME_TAKEN,
                "taken",
                Instant.now())));
        assertThat(people.register(name, People.PASSWORD).code()).isEqualTo("USERNAME_TAKEN");
        settlementOpensAccounts();

        assertThat(people.register(name, People.PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void anUnknownUserAndAWrongPasswordGetTheSameAnswer() {
        String name = People.newName();
        people.register(name, People.PASSWORD);

        Answered wrong = people.login(name, "another password");
        Answered unknown = people.login(People.newName(), People.PASSWORD);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("LOGIN_FAILED");
        assertThat(unknown.status()).isEqualTo(wrong.status());
        assertThat(unknown.at("/detail")).isEqualTo(wrong.at("/detail"));
        assertThat(people.login(name, People.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenIsGoodOnceAndItsTheftEndsTheLogin() {
        Answered first = people.register(People.newName(), People.PASSWORD);
        Answered second = people.refresh(first.at("/refreshToken"));
        assertThat(second.status()).isEqualTo(200);
        Answered third = people.refresh(second.at("/refreshToken"));
        assertThat(third.status()).isEqualTo(200);

        assertThat(people.refresh(first.at("/refreshToken")).code()).isEqualTo("BAD_CREDENTIALS");
        assertThat(people.refresh(third.at("/refreshToken")).code()).isEqualTo("BAD_CREDENTIALS");
    }

    @Test
    void aRefreshWaitsForNobodySoThatNoClientGivesItUpAndLosesTheLogin() {
        Person player = people.player();
        gateway.sent.whenTrading(command -> {}); // settlement is silent
        gateway.bean(JdbcClient.class)
                .sql("update member set account_id = :account, account_opened_at = null where user_id = :user")
                .param("account", UUID.randomUUID())
                .param("user", UUID.fromString(player.userId()))
                .update();
        long begun = System.nanoTime();

        Answered refreshed = people.refresh(player.refreshToken());

        assertThat(refreshed.at("/user/accountStatus")).isEqualTo("OPENING");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("a registration waits 5 s")
                .isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void whoHasLoggedOutCannotRefresh() {
        Answered session = people.register(People.newName(), People.PASSWORD);

        Answered out =
                gateway.post("/v1/auth/logout", "{\"refreshToken\":\"%s\"}".formatted(session.at("/refreshToken")));

        assertThat(out.status()).isEqualTo(204);
        assertThat(people.refresh(session.at("/refreshToken")).status()).isEqualTo(401);
    }

    @Test
    void passwordsMayBeLongAndEveryCharacterCounts() {
        String name = People.newName();
        String password = "p".repeat(999);
        assertThat(people.register(name, password + "a").status()).isEqualTo(201);

        assertThat(people.login(name, password + "b").status()).isEqualTo(401);
        assertThat(people.login(name, password + "a").status()).isEqualTo(200);
        assertThat(people.register(People.newName(), "p".repeat(1001)).status()).isEqualTo(400);
        assertThat(people.register(People.newName(), "seven77").status()).isEqualTo(400);
    }

    @Test
    void aChangedPasswordEndsAllLogins() {
        String name = People.newName();
        Answered session = people.register(name, People.PASSWORD);

        Answered changed = gateway.post(
                "/v1/auth/password",
                "{\"password\":\"%s\",\"newPassword\":\"another one\"}".formatted(People.PASSWORD),
                "Authorization",
                "Bearer " + session.at("/accessToken"));

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(people.refresh(session.at("/refreshToken")).status()).isEqualTo(401);
        assertThat(people.refresh(changed.at("/refreshToken")).status()).isEqualTo(200);
        assertThat(people.login(name, People.PASSWORD).status()).isEqualTo(401);
        assertThat(people.login(name, "another one").status()).isEqualTo(200);
    }

    @Test
    void whoIsDisabledIsOut() {
        String name = People.newName();
        Answered session = people.register(name, People.PASSWORD);

        Answered disabled = gateway.sendJson("PATCH", "/v1/users/" + session.at("/user/userId"), "{\"disabled\":true}");

        assertThat(disabled.status()).as(disabled.body()).isEqualTo(200);
        assertThat(people.refresh(session.at("/refreshToken")).status()).isEqualTo(401);
        assertThat(people.login(name, People.PASSWORD).code()).isEqualTo("LOGIN_FAILED");
    }

    @Test
    void whoIsDisabledCannotGoOnByChangingThePassword() {
        Person player = people.player();
        gateway.sendJson("PATCH", "/v1/users/" + player.userId(), "{\"disabled\":true}");

        Answered changed = gateway.post(
                "/v1/auth/password",
                "{\"password\":\"%s\",\"newPassword\":\"another one\"}".formatted(People.PASSWORD),
                "Authorization",
                player.token());

        assertThat(changed.code()).isEqualTo("BAD_CREDENTIALS");
    }

    @Test
    void whoIsNoLongerAnAdminGivesNobodyARole() {
        Person former = people.with(Role.ADMIN);
        gateway.sendJson("PATCH", "/v1/users/" + former.userId(), "{\"role\":\"PLAYER\"}");

        Answered answer = gateway.sendJson(
                "PATCH",
                "/v1/users/" + people.player().userId(),
                "{\"role\":\"ADMIN\"}",
                "Authorization",
                former.token());

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void aTokenThatCameTwiceIsWrittenDown() {
        Person player = people.player();
        people.refresh(player.refreshToken());
        people.refresh(player.refreshToken());

        assertThat(gateway.get("/v1/audit-events?subject=" + player.username()).at("/items/0/kind"))
                .isEqualTo("REFRESH_FAILED");
    }

    @Test
    void anAdminCannotLockThemselvesOut() {
        Person admin = people.with(Role.ADMIN);

        Answered answer = gateway.sendJson(
                "PATCH", "/v1/users/" + admin.userId(), "{\"role\":\"PLAYER\"}", "Authorization", admin.token());

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void whatWasDoneIsWrittenDownWithoutSecrets() {
        Person player = people.player();
        people.login(player.username(), "a wrong password");
        gateway.sendJson("PATCH", "/v1/users/" + player.userId(), "{\"role\":\"OPERATOR\"}");

        Answered events = gateway.get("/v1/audit-events?subject=" + player.username());

        assertThat(events.json()
                        .at("/items")
                        .valueStream()
                        .map(event -> event.path("kind").asString()))
                .containsExactly("ROLE_CHANGED", "LOGIN_FAILED", "REGISTERED");
        assertThat(events.at("/items/0/detail")).isEqualTo("PLAYER to OPERATOR");
        assertThat(events.at("/items/0/actor")).isNotEmpty();
        assertThat(events.at("/items/1/address")).isEqualTo("127.0.0.1");
        assertThat(events.body()).doesNotContain("password", People.PASSWORD, player.refreshToken());
    }

    @Test
    void guessingIsSlowedDown() {
        String name = People.newName();
        people.register(name, People.PASSWORD);
        Answered last = people.login(name, "wrong password");
        for (int i = 0; i < 15 && last.status() == 401; i++) {
            last = people.login(name, "wrong password");
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.code()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(last.header("Retry-After")).isNotNull();
    }
}
