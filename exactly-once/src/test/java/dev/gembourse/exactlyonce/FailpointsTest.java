package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailpointsTest {

    @Test
    void productionRefusesThem() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Failpoints.parse("trading", "market:before-commit:1:halt", false))
                .withMessageContaining("production");
    }

    @Test
    void productionStartsWithoutThem() {
        assertThatCode(() -> Failpoints.parse("trading", "", false).reach(Failpoints.Point.BEFORE_COMMIT))
                .doesNotThrowAnyException();
    }

    @Test
    void thoseOfAnotherStageAreNotOurs() {
        assertThatCode(() -> Failpoints.parse("trading", "market:before-commit:1:halt", true)
                        .reach(Failpoints.Point.BEFORE_COMMIT))
                .doesNotThrowAnyException();
    }

    @Test
    void anErrorEndsTheThreadAndNotTheProcess() {
        Failpoints second = Failpoints.parse("trading", "trading:in-transaction:2:error", true);

        assertThatCode(() -> second.reach(Failpoints.Point.IN_TRANSACTION)).doesNotThrowAnyException();
        assertThatExceptionOfType(Error.class).isThrownBy(() -> second.reach(Failpoints.Point.IN_TRANSACTION));
        assertThatCode(() -> second.reach(Failpoints.Point.IN_TRANSACTION)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"trading", "trading:before-commit:1:sleep", "trading:nowhere:1:halt", "trading:after-ack:x:halt"
            })
    void nonsenseIsRefused(String setting) {
        assertThatIllegalArgumentException().isThrownBy(() -> Failpoints.parse("trading", setting, true));
    }
}
