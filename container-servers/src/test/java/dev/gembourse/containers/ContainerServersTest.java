package dev.gembourse.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.gembourse.stack.fixture.Servers;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

class ContainerServersTest {

    @Test
    void theyAreFoundByTheirName() {
        assertThat(ServiceLoader.load(Servers.class)).extracting(Servers::name).containsExactly(ContainerServers.NAME);
    }

    @Test
    void withoutAnEngineTheErrorSaysWhatToDo() {
        assumeFalse(DockerClientFactory.instance().isDockerAvailable(), "there is a Docker engine on this machine");
        ContainerServers servers = new ContainerServers();

        assertThatThrownBy(servers::startBroker)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected a Docker engine")
                .hasMessageContaining("leave out -Pcontainers");
        assertThatThrownBy(servers::startPostgres)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected a Docker engine");
        servers.close();
    }

    @Test
    void settingsOfTheBrokerBecomeVariablesOfTheImage() {
        assertThat(ContainerServers.variable("group.min.session.timeout.ms"))
                .isEqualTo("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS");
    }
}
