package dev.gembourse.events.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @CsvSource({
        "1.50,1.5",
        "100,100",
        "1e2,100",
        "0.10,0.1",
        "99999999999999999999.99999999,99999999999999999999.99999999"
    })
    void decimalsTakeTheirPlainestForm(String given, String plain) {
        assertThat(Decimals.plain("amount", new BigDecimal(given)).toString()).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "0.000000001",
                "100000000000000000000",
                "1e400",
                "1e-400",
                "1e999999999",
                "1e-999999999"
            })
    void amountsOutsideTheLimitsAreRefusedAtOnce(String given) {
        BigDecimal amount = new BigDecimal(given);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(1),
                () -> assertThatIllegalArgumentException().isThrownBy(() -> new Money(Currencies.USD, amount)));
    }

    @Test
    void equalAmountsAreEqualHoweverTheyAreWritten() {
        assertThat(Money.of("USD", "1.50")).isEqualTo(Money.of("USD", "1.5")).hasToString("1.5 USD");
        assertThat(Quantity.of("1E+2")).isEqualTo(Quantity.of("100")).hasToString("100");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ab", "a b", "Jos\u00e9", "x\u0000yz", "0123456789012345678901234567890123456789012345678901"
            })
    void usernamesOfAnotherShapeAreRefused(String name) {
        assertThatThrownBy(() -> new Username(name)).hasMessageContaining("3 to 50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gold", "-GOLD", "GO LD", "GOLD\n", "A23456789012345678901"})
    void symbolsOfAnotherShapeAreRefused(String symbol) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Symbol(symbol));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "3.",
                ".5",
                "-1.2",
                "3.-1",
                "03.1",
                "3.01",
                "1.2.3",
                "99999999.1",
                "1.9999999999999999999"
            })
    void positionsOfAnotherShapeAreRefused(String position) {
        assertThatIllegalArgumentException().isThrownBy(() -> StreamPosition.of(position));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines", "bell\u0007", "half \ud83d"})
    void notesThatAreNoLineOfTextAreRefused(String note) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Note(note));
        assertThatIllegalArgumentException().isThrownBy(() -> new Note("x".repeat(201)));
        assertThat(new Note("Für dich \ud83c\udf81").text()).hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-1-1-1-1", "01890a5d-ac96-774b-bcce-b302099a805", "01890a5dac96774bbcceb302099a8057"})
    void idsOfAnotherShapeAreRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> AccountId.of(id));
    }

    @Test
    void theSameKeyIsTheSameOperationAndAnotherScopeIsAnother() {
        OperationId operation = OperationId.of("scope-1", "key-1");

        assertThat(OperationId.of("scope-1", "key-1")).isEqualTo(operation);
        assertThat(OperationId.of("scope-2", "key-1")).isNotEqualTo(operation);
        assertThat(operation.value().version()).isEqualTo(5);
        assertThat(operation.value().variant()).isEqualTo(2);
    }
}
