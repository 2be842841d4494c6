package dev.gembourse.stack.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.events.partner.PartnerName;
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

    @Test
    void aPartnerKeepsItsPasswordWhenItIsOpenedWhereNobodyIsAskedForOne() {
        var acme = new PartnerAccess(home, new PartnerName("acme"));
        var user = new KafkaUser("acme", "its-own", KafkaUser.SCRAM);
        new ClientFile(acme.javaFile()).write("127.0.0.1:9092", user.client());
        new PartnerAccess(home, new PartnerName("never-asked")).writeFiles("127.0.0.1:9093");

        acme.writeFiles("127.0.0.1:9093");

        assertThat(new ClientFile(acme.javaFile()).read())
                .containsEntry("bootstrap.servers", "127.0.0.1:9093")
                .doesNotContainKey("security.protocol");
        assertThat(new ClientFile(acme.kcatFile()).read()).containsOnlyKeys("bootstrap.servers");
        assertThat(acme.user()).contains(user);
        assertThat(PartnerAccess.in(home)).containsExactly(acme);
    }
}
