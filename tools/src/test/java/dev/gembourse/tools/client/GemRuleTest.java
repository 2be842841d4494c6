package dev.gembourse.tools.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GemRuleTest {

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "4,4", "5,10", "9,14", "10,25", "11,26"})
    void theFifthAndTheTenthTradeEarnMore(long trades, long gems) {
        assertThat(GemRule.gems(trades)).isEqualTo(gems);
    }
}
