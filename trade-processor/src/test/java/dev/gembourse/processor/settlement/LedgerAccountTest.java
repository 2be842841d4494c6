package dev.gembourse.processor.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Bucket;
import dev.gembourse.processor.account.Holding;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerAccountTest {

    private static final Unit GOLD = new Unit("GOLD");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.00",
                "-0.01",
                "250.00",
                "0.00000001",
                "123456789012345678",
                "1234567890.12345678",
                "-999999999999999999",
                "9999999999999999999",
                "99999999999999999999.99999999",
                "-99999999999999999999.99999999",
            })
    void numbersComeOutAsTheyWentIn(String number) {
        BigDecimal value = new BigDecimal(number);
        Holding holding = new Holding(value, value.negate(), new BigDecimal("1.5"));
        LedgerAccount account = LedgerAccount.stored(1, GOLD, Bucket.AVAILABLE, holding);

        assertThat(account.holding()).isEqualTo(holding);
        assertThat(account.balance()).isEqualTo(value);
        assertThat(account.costBasis()).isEqualTo(value.negate());
        assertThat(account.realisedPnl()).isEqualTo("1.5");
    }

    @Test
    void numbersMayBecomeLargeAndSmallAgain() {
        Holding small = new Holding(new BigDecimal("2.5"), new BigDecimal("10"), BigDecimal.ZERO);
        Holding large =
                new Holding(new BigDecimal("2.5"), new BigDecimal("9999999999999999999.12345678"), BigDecimal.ONE);
        LedgerAccount account = LedgerAccount.empty(1, GOLD, Bucket.AVAILABLE);

        assertThat(account.holding()).isEqualTo(Holding.NONE);
        for (Holding holding : new Holding[] {small, large, small}) {
            account.set(holding);
            assertThat(account.holding()).isEqualTo(holding);
        }
    }
}
