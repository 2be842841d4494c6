package dev.gembourse.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.People.Person;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever is logged while people log in, well and badly, holds nothing that they keep to themselves. */
class SecretsInLogsTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final People people = new People(gateway);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.gembourse");
    private final Level before = root.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.INFO);
        ours.setLevel(Level.DEBUG);
    }

    @AfterEach
    void leave() {
        ours.setLevel(null);
        root.setLevel(before);
        root.detachAppender(appender);
    }

    @Test
    void noSecretIsLogged() {
        Person player = people.player();
        people.login(player.username(), "a password that is wrong");
        Answered session = people.login(player.username(), People.PASSWORD);
        people.refresh(session.at("/refreshToken"));
        people.refresh(session.at("/refreshToken"));
        gateway.get("/v1/auth/me", "Authorization", "Bearer forged.token.here");
        gateway.get("/v1/auth/me", "Authorization", RunningGateway.basic("gb_wrong", "a-wrong-secret"));
        String key = people.key(player, "read");
        gateway.get("/v1/auth/me", "Authorization", key);
        gateway.post("/v1/auth/login", "{\"username\":\"ada\",\"password\":\"an unclosed secret}");
        gateway.post("/v1/auth/login", "{\"username\":\"ada\",\"password\":[\"a secret of another type\"]}");
        root.info("the last line");

        assertThat(lines).contains("the last line");
        assertThat(String.join("\n", lines))
                .doesNotContain(
                        People.PASSWORD,
                        "a password that is wrong",
                        player.token().substring("Bearer ".length()),
                        player.refreshToken(),
                        session.at("/accessToken"),
                        session.at("/refreshToken"),
                        "forged.token.here",
                        "a-wrong-secret",
                        key.substring("Basic ".length()),
                        "an unclosed secret",
                        "a secret of another type");
    }
}
