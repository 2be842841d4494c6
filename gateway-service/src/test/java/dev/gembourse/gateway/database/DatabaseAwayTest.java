package dev.gembourse.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gembourse.events.partner.PartnerMessage.Deposit;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.PartnerService;
import dev.gembourse.gateway.fixture.People;
import dev.gembourse.gateway.fixture.People.Person;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.stack.broker.LocalBroker;
import dev.gembourse.stack.database.LocalPostgres;
import dev.gembourse.stack.fixture.SharedInfrastructure;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of requests while the gateway's own database cannot be reached, on one of its own. */
class DatabaseAwayTest {

    private static final String ONE = "{\"currency\":\"USD\",\"amount\":\"1\"}";

    @Test
    void whoIsKnownGoesOnAndNobodyElseIsLetIn(@TempDir Path home) {
        assumeTrue(
                SharedInfrastructure.get().isLocal(),
                "a server is stopped here, and only processes of the local stack can be");
        try (LocalBroker broker = LocalBroker.startIn(home);
                LocalPostgres postgres = LocalPostgres.startIn(home)) {
            postgres.createGatewayDatabase("gateway");
            try (RunningGateway gateway = RunningGateway.on(
                    broker, // where no gateway with another database relays
                    "--gembourse.gateway.database.url=" + postgres.jdbcUrl("gateway"))) {
                People people = new People(gateway);
                Person player = people.player();
                String deposits = "/v1/accounts/" + player.accountId() + "/deposits";
                assertThat(gateway.post(deposits, ONE, "Authorization", player.token())
                                .status())
                        .isEqualTo(202);
                assertThat(gateway.post(deposits, ONE).status()).isEqualTo(202);
                String unseen = people.key(player, "fund");
                PartnerService partner = PartnerService.registered(gateway).permittedBy(player.accountId(), "fund");
                Deposit deposit = new Deposit(AccountId.of(player.accountId()), Money.of("USD", "1"));
                partner.relayed(partner.write("before", deposit));
                postgres.stop();
                String asked = partner.write("while away", deposit);

                assertThat(gateway.post(deposits, ONE, "Authorization", player.token())
                                .status())
                        .as("a token")
                        .isEqualTo(202);
                assertThat(gateway.post(deposits, ONE).status())
                        .as("a known key")
                        .isEqualTo(202);
                Answered unknown = gateway.post(deposits, ONE, "Authorization", unseen);
                assertThat(unknown.code()).as(unknown.body()).isEqualTo("SERVICE_UNAVAILABLE");
                Answered login = people.login(player.username(), People.PASSWORD);
                assertThat(login.code()).as(login.body()).isEqualTo("SERVICE_UNAVAILABLE");
                assertThat(login.header("Retry-After")).isNotNull();
                assertThat(gateway.get("/actuator/health/readiness").status()).isEqualTo(200);

                assertThat(gateway.sent.of(asked))
                        .as("nobody can tell what is permitted")
                        .isEmpty();
                postgres.start();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(people.login(player.username(), People.PASSWORD)
                                        .status())
                                .isEqualTo(200));
                assertThat(partner.relayed(asked).key()).isEqualTo(player.accountId());
                assertThat(partner.quarantine()).isEmpty();
                partner.close();
            }
        }
    }
}
