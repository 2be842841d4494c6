package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProvenanceTest {

    private static final byte[] SOURCE = bytes("/partners/broker-x");

    @Test
    void whatSomebodyElseHasCausedSaysSo() {
        assertThat(read(SOURCE, bytes("order-17"))).isEqualTo(new Provenance("/partners/broker-x", "order-17"));
    }

    @Test
    void whatIsOurOwnHasNone() {
        assertThat(read(bytes("/gembourse/gateway"), null)).isNull();
    }

    @Test
    void theLongestOnesAreKeptWordForWord() {
        String longest = "€".repeat(Provenance.MOST);
        String inPairs = "💎".repeat(Provenance.MOST / 2);

        assertThat(read(bytes(longest), bytes(inPairs))).isEqualTo(new Provenance(longest, inPairs));
    }

    static Stream<byte[]> unfit() {
        return Stream.of(
                new byte[0],
                new byte[] {(byte) 0xc3},
                bytes("a\0b"),
                bytes("x".repeat(Provenance.MOST + 1)),
                bytes("💎".repeat(Provenance.MOST / 2) + "x"),
                new byte[1 << 20]);
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void whatCannotBeKeptWordForWordIsNotKept(byte[] unfit) {
        assertThat(read(SOURCE, unfit)).isNull();
        assertThat(read(unfit, bytes("order-17"))).isNull();
    }

    @Test
    void anIdWithoutASourceIsNone() {
        assertThat(read(null, bytes("order-17"))).isNull();
        assertThat(Provenance.of(new RecordHeaders()
                        .add(Headers.SOURCE, SOURCE)
                        .add(Headers.CAUSATION_ID, bytes("order-17"))
                        .add(Headers.CAUSATION_ID, null)))
                .isNull();
    }

    private static @Nullable Provenance read(byte @Nullable [] source, byte @Nullable [] causationId) {
        RecordHeaders headers = new RecordHeaders();
        if (source != null) {
            headers.add(Headers.SOURCE, source);
        }
        if (causationId != null) {
            headers.add(Headers.CAUSATION_ID, causationId);
        }
        return Provenance.of(headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
