package dev.gembourse.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.gateway.access.Secret;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.People.Person;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class RetentionTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final People people = new People(gateway);
    private final JdbcClient sql = gateway.bean(JdbcClient.class);
    private final Person player = people.player();
    private final UUID user = UUID.fromString(player.userId());

    @Test
    void keysThatAreNoLongerGoodAreDeletedAfterThirtyDays() {
        String good = people.key(player, "read");
        for (String state : new String[] {
            "revoked_at = now() - interval '29 days'",
            "revoked_at = now() - interval '31 days'",
            "expires_at = now() - interval '29 days'",
            "expires_at = now() - interval '31 days'",
            "revoked_at = now() - interval '31 days', expires_at = now() + interval '1 day'"
        }) {
            people.key(player, "read");
            sql.sql("update api_key set name = :name, " + state + " where key_id = (select key_id from api_key"
                            + " where user_id = :user order by created_at desc limit 1)")
                    .param("name", state)
                    .param("user", user)
                    .update();
        }

        gateway.bean(Retention.class).step();

        Answered left = gateway.get("/v1/api-keys", "Authorization", good);
        assertThat(left.json()
                        .at("/items")
                        .valueStream()
                        .map(key -> key.path("name").asString()))
                .containsExactly(
                        "a bot", "revoked_at = now() - interval '29 days'", "expires_at = now() - interval '29 days'");
    }

    @Test
    void loginsThatEndedAreDeletedAfterAWeekAndThoseInUseAreKeptWithAllTheirTokens() {
        Answered used = people.login(player.username(), People.PASSWORD);
        Answered next = people.refresh(used.at("/refreshToken"));
        sql.sql("update refresh_token set used_at = now() - interval '8 days', issued_at = now() - interval '9 days'"
                        + " where token_hash = :hash")
                .param("hash", hash(used))
                .update();
        Answered ended = people.login(player.username(), People.PASSWORD);
        Answered justEnded = people.login(player.username(), People.PASSWORD);
        end(ended, 8);
        end(justEnded, 6);

        gateway.bean(Retention.class).step();

        assertThat(isKept(used))
                .as("one that was stolen must be known when it comes again")
                .isTrue();
        assertThat(isKept(ended)).isFalse();
        assertThat(isKept(justEnded)).isTrue();
        assertThat(people.refresh(next.at("/refreshToken")).status()).isEqualTo(200);
        assertThat(gateway.get("/v1/audit-events?subject=" + player.username())
                        .json()
                        .at("/items"))
                .as("what was done is kept")
                .isNotEmpty();
    }

    private void end(Answered session, int daysAgo) {
        sql.sql("update login set ended_at = now() - make_interval(days => :days) where login_id ="
                        + " (select login_id from refresh_token where token_hash = :hash)")
                .param("days", daysAgo)
                .param("hash", hash(session))
                .update();
    }

    private boolean isKept(Answered session) {
        return sql.sql("select exists (select from refresh_token join login using (login_id) where token_hash = :hash)")
                .param("hash", hash(session))
                .query(Boolean.class)
                .single();
    }

    private static byte[] hash(Answered session) {
        return new Secret(session.at("/refreshToken")).hash();
    }
}
