package dev.gembourse.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What has been released must stay readable, and must be written byte for byte the same. */
class GoldenJsonTest {

    static Stream<Arguments> everyType() {
        return Samples.BY_CONTRACT.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(sample -> Arguments.of(entry.getKey(), sample)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("everyType")
    <T> void releasedBytesAreWrittenAndRead(Contract<T> contract, T sample) throws UnreadableMessage {
        isWrittenAndRead(contract, sample, ".json");
    }

    @Test
    void whatIsHeldIsToldWhereSomethingIs() throws UnreadableMessage {
        isWrittenAndRead(Contracts.TRADING_EVENTS, Samples.BESIDE_MARGIN, ".held.json");
    }

    @Test
    void everyTypeHasASample() {
        for (Contract<?> contract : Contracts.all()) {
            List<String> sampled = Samples.BY_CONTRACT.getOrDefault(contract, List.of()).stream()
                    .map(sample -> "dev.gembourse." + contract.topic().split("\\.")[0] + "."
                            + sample.getClass().getSimpleName() + ".v1")
                    .toList();
            assertThat(sampled).containsExactlyInAnyOrderElementsOf(contract.types());
        }
    }

    private static <T> void isWrittenAndRead(Contract<T> contract, T sample, String ending) throws UnreadableMessage {
        Message message = contract.write(sample);
        String written = new String(message.value(), StandardCharsets.UTF_8) + "\n";

        String golden = GoldenFiles.expected(Path.of("src/test/resources/golden", message.type() + ending), written);

        assertThat(written).isEqualTo(golden);
        assertThat(contract.read(message.key(), message.type(), golden.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(sample);
    }
}
