package dev.gembourse.stack.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupCacheTest {
    @TempDir
    Path folder;

    @Test
    void aCacheThatIsThereIsUsed() throws Exception {
        var jars = BrokerJars.find();
        var file = Files.createFile(folder.resolve("kafka-" + jars.fingerprint() + ".aot"));

        assertThat(new StartupCache(jars, folder).options()).contains("-XX:AOTCache=" + file);
    }

    @Test
    void afterATrainingThatFailedBrokersStartWithoutAndNobodyTriesAgain() throws Exception {
        var notKafka = new BrokerJars(List.of(Files.createFile(folder.resolve("not-kafka.jar"))));

        assertThat(new StartupCache(notKafka, folder).options()).isEmpty();

        assertThat(folder.resolve("kafka-" + notKafka.fingerprint() + ".failed"))
                .exists();
        assertThat(new StartupCache(notKafka, folder).options()).isEmpty();
        try (var left = Files.list(folder)) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void anotherJarIsAnotherCache() throws Exception {
        var jar = Files.writeString(folder.resolve("a.jar"), "one");
        var before = new BrokerJars(List.of(jar)).fingerprint();

        Files.writeString(jar, "other");

        assertThat(new BrokerJars(List.of(jar)).fingerprint()).isNotEqualTo(before);
    }
}
