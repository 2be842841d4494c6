package dev.gembourse.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final String PASSWORD = "a long enough password";
    private final RunningGateway gateway = RunningGateway.shared();

    @BeforeEach
    void settlementOpensAccounts() {
        gateway.sent.whenTrading(command -> {
            if (command instanceof OpenAccount open) {
                gateway.journals.publish(
                        new AccountOpened(open.operationId(), open.accountId(), open.username(), null, Instant.now()));
            }
        });
    }

    @Test
    void whoRegistersIsLoggedInAndHasAnAccount() {
        String name = newName();

        Answered registered = register(name, PASSWORD);

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
        String name = newName();
        register(name, PASSWORD);

        Answered again = register(name.toUpperCase(Locale.ROOT), PASSWORD);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("USERNAME_TAKEN");
    }

    @Test
    void aNameThatSettlementRefusesIsGivenBack() {
        String name = newName();
        gateway.sent.whenTrading(command -> gateway.journals.publish(new OperationRefused(
                command.operationId(),
                command.accountId(),
                command.kind(),
                TradingRefusal.USERNAME_TAKEN,
                "taken",
                Instant.now())));
        assertThat(register(name, PASSWORD).code()).isEqualTo("USERNAME_TAKEN");
        settlementOpensAccounts();

        assertThat(register(name, PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void anUnknownUserAndAWrongPasswordGetTheSameAnswer() {
        String name = newName();
        register(name, PASSWORD);

        Answered wrong = login(name, "another password");
        Answered unknown = login(newName(), PASSWORD);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("LOGIN_FAILED");
        assertThat(unknown.status()).isEqualTo(wrong.status());
        assertThat(unknown.at("/detail")).isEqualTo(wrong.at("/detail"));
        assertThat(login(name, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenIsGoodOnceAndItsTheftEndsTheLogin() {
        Answered first = register(newName(), PASSWORD);
        Answered second = refresh(first.at("/refreshToken"));
        assertThat(second.status()).isEqualTo(200);
        Answered third = refresh(second.at("/refreshToken"));
        assertThat(third.status()).isEqualTo(200);

        assertThat(refresh(first.at("/refreshToken")).code()).isEqualTo("BAD_CREDENTIALS");
        assertThat(refresh(third.at("/refreshToken")).code()).isEqualTo("BAD_CREDENTIALS");
    }

    @Test
    void whoHasLoggedOutCannotRefresh() {
        Answered session = register(newName(), PASSWORD);

        Answered out =
                gateway.post("/v1/auth/logout", "{\"refreshToken\":\"%s\"}".formatted(session.at("/refreshToken")));

        assertThat(out.status()).isEqualTo(204);
        assertThat(refresh(session.at("/refreshToken")).status()).isEqualTo(401);
    }

    @Test
    void passwordsMayBeLongAndEveryCharacterCounts() {
        String name = newName();
        String password = "p".repeat(999);
        assertThat(register(name, password + "a").status()).isEqualTo(201);

        assertThat(login(name, password + "b").status()).isEqualTo(401);
        assertThat(login(name, password + "a").status()).isEqualTo(200);
        assertThat(register(newName(), "p".repeat(1001)).status()).isEqualTo(400);
        assertThat(register(newName(), "seven77").status()).isEqualTo(400);
    }

    @Test
    void aChangedPasswordEndsAllLogins() {
        String name = newName();
        Answered session = register(name, PASSWORD);

        Answered changed = gateway.post(
                "/v1/auth/password",
                "{\"password\":\"%s\",\"newPassword\":\"another one\"}".formatted(PASSWORD),
                "Authorization",
                "Bearer " + session.at("/accessToken"));

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(refresh(session.at("/refreshToken")).status()).isEqualTo(401);
        assertThat(refresh(changed.at("/refreshToken")).status()).isEqualTo(200);
        assertThat(login(name, PASSWORD).status()).isEqualTo(401);
        assertThat(login(name, "another one").status()).isEqualTo(200);
    }

    @Test
    void whoIsDisabledIsOut() {
        String name = newName();
        Answered session = register(name, PASSWORD);

        Answered disabled = gateway.sendJson("PATCH", "/v1/users/" + session.at("/user/userId"), "{\"disabled\":true}");

        assertThat(disabled.status()).as(disabled.body()).isEqualTo(200);
        assertThat(refresh(session.at("/refreshToken")).status()).isEqualTo(401);
        assertThat(login(name, PASSWORD).code()).isEqualTo("LOGIN_FAILED");
    }

    @Test
    void guessingIsSlowedDown() {
        String name = newName();
        register(name, PASSWORD);
        Answered last = login(name, "wrong password");
        for (int i = 0; i < 15 && last.status() == 401; i++) {
            last = login(name, "wrong password");
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.code()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(last.header("Retry-After")).isNotNull();
    }

    private Answered register(String name, String password) {
        return gateway.post(
                "/v1/auth/register",
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password),
                "Authorization",
                RunningGateway.NOBODY);
    }

    private Answered login(String name, String password) {
        return gateway.post(
                "/v1/auth/login",
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password),
                "Authorization",
                RunningGateway.NOBODY);
    }

    private Answered refresh(String token) {
        return gateway.post(
                "/v1/auth/refresh",
                "{\"refreshToken\":\"%s\"}".formatted(token),
                "Authorization",
                RunningGateway.NOBODY);
    }

    private static String newName() {
        return "u" + UUID.randomUUID().toString().substring(0, 13);
    }
}
