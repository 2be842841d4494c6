package dev.gembourse.stack.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.stack.access.KafkaUser;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {
    private static final Path HOME = Path.of("home");
    private static final KafkaUser ADMIN = new KafkaUser("the-admin", "hard-to-guess", KafkaUser.PLAIN);

    @Test
    void withAnAdminNoListenerOfAnyBrokerIsOpen() {
        var all = Stream.concat(Stream.of(BrokerSettings.in(HOME, 9092)), BrokerSettings.threeIn(HOME, 9092).stream());

        assertThat(all).hasSize(4).allSatisfy(settings -> {
            var properties = settings.withAdmin(ADMIN).properties();
            assertThat(properties.get("listener.security.protocol.map"))
                    .isEqualTo("SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
            assertThat(properties)
                    .containsEntry("inter.broker.listener.name", "SASL_PLAINTEXT")
                    .containsEntry("allow.everyone.if.no.acl.found", "false")
                    .containsEntry("super.users", "Admin:the-admin")
                    .containsKey("authorizer.class.name");
        });
    }

    @Test
    void withoutOneEveryoneGetsIn() {
        var properties = BrokerSettings.in(HOME, 9092).properties();

        assertThat(properties.get("listener.security.protocol.map"))
                .isEqualTo("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        assertThat(properties.keySet()).doesNotContainAnyElementsOf(List.of("authorizer.class.name", "super.users"));
    }
}
