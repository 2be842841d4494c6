package dev.gembourse.exactlyonce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JournalChainTest {

    private static final Instant AT = Instant.parse("1970-01-01T00:00:01.000002Z");

    /** What it is made of is a promise: whoever has kept a hash must be able to compute it again in years. */
    @Test
    void aRowsHashIsThatOfTheBytesThatItsDescriptionSays() throws Exception {
        byte[] first = HexFormat.of()
                .parseHex("00".repeat(32)
                        + "0000000000000003" // partition
                        + "0000000000000001" // number
                        + "00000000000f4242" // 1,000,002 µs
                        + "0000000000000002" + "c3a9" // key
                        + "0000000000000001" + "74" // type
                        + "0000000000000000" // correlation id
                        + "0000000000000003" + "7b207d"); // value
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(first);

        JournalHash hash = new JournalChain(3, JournalHash.START).next(1, AT, "é", "t", "", "{ }".getBytes(UTF_8));

        assertThat(hash).isEqualTo(JournalHash.of(expected));
        assertThat(hash).hasToString("dea116f723fc3bf042d3eff8a5af69fdd01a3141b705a1e06583931c834acb3e");
    }

    @Test
    void everyPartOfARowCounts() {
        List<JournalHash> hashes = Stream.of(
                        next(3, 1, AT, "k", "t", "c", "v"),
                        next(4, 1, AT, "k", "t", "c", "v"),
                        next(3, 2, AT, "k", "t", "c", "v"),
                        next(3, 1, AT.plusNanos(1_000), "k", "t", "c", "v"),
                        next(3, 1, AT, "kt", "", "c", "v"),
                        next(3, 1, AT, "k", "tc", "", "v"),
                        next(3, 1, AT, "k", "t", "cv", ""),
                        next(3, 1, AT, "k", "t", "c", "w"))
                .toList();

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void theRowBeforeCounts() {
        JournalChain chain = new JournalChain(3, JournalHash.START);
        chain.next(1, AT, "k", "t", "c", new byte[0]);
        JournalHash second = chain.next(2, AT, "k", "t", "c", new byte[0]);

        assertThat(second).isEqualTo(chain.last()).isNotEqualTo(next(3, 2, AT, "k", "t", "c", ""));
    }

    @Test
    void aHashIsReadFromWhatItIsWrittenAs() {
        JournalHash hash = next(3, 1, AT, "k", "t", "c", "v");

        assertThat(JournalHash.parse(hash.toString())).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThatThrownBy(() -> JournalHash.parse("00")).hasMessageStartingWith("expected the 64 hexadecimal digits");
        assertThatThrownBy(() -> JournalHash.of(new byte[31])).hasMessageStartingWith("expected the 32 bytes");
    }

    private static JournalHash next(
            int partition, long seq, Instant at, String key, String type, String correlationId, String value) {
        return new JournalChain(partition, JournalHash.START)
                .next(seq, at, key, type, correlationId, value.getBytes(UTF_8));
    }
}
