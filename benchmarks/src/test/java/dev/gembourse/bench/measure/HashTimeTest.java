package dev.gembourse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HashTimeTest {

    @Test
    void theSecondsOfSettlementAreRead() {
        String page = """
                # TYPE gembourse_engine_hash_seconds summary
                gembourse_engine_hash_seconds_count{stage="trading"} 12
                gembourse_engine_hash_seconds_sum{stage="market"} 9.0
                gembourse_engine_hash_seconds_sum{application="x",stage="trading"} 1.25E-4
                """;

        assertThat(HashTime.sum(page)).isEqualTo(1.25e-4);
    }

    @Test
    void aPageWithoutThemIsRefused() {
        assertThatThrownBy(() -> HashTime.sum("up 1")).hasMessageStartingWith("expected gembourse_engine_hash");
    }
}
