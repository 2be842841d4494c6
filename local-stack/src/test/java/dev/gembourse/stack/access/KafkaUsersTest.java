package dev.gembourse.stack.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.stack.service.Services;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaUsersTest {
    @TempDir
    Path home;

    @Test
    void everyServiceIsAUserWhosePasswordStaysWhenTheAddressChanges() {
        var first = KafkaUsers.in(home, "127.0.0.1:9092");
        var second = KafkaUsers.in(home, "127.0.0.1:9093");

        for (var service : Services.NAMES) {
            assertThat(second.get(service)).isEqualTo(first.get(service));
            assertThat(first.get(service).name()).isEqualTo("gembourse." + service);
            assertThat(ClientFile.of(home, service).read()).containsEntry("bootstrap.servers", "127.0.0.1:9093");
        }
        assertThat(first.get(KafkaUsers.ADMIN).password())
                .isNotEqualTo(first.get(KafkaUsers.TOOLS).password());
    }

    @Test
    void nobodyElseIs() {
        var users = KafkaUsers.in(home, "127.0.0.1:9092");

        assertThatThrownBy(() -> users.get("acme")).hasMessageContaining("acme");
    }

    @Test
    void aUserIsShownWithoutItsPassword() {
        assertThat(new KafkaUser("acme", "secret", KafkaUser.SCRAM)).hasToString("acme");
    }
}
