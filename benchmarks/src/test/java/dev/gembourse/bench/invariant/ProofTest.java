package dev.gembourse.bench.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProofTest {

    private final Findings findings = new Findings();

    @Test
    void whatIsWholeIsNoFinding() {
        Proof.judge(0, List.of("trading 0: 9 events are whole", "everything is whole"), findings);

        assertThat(findings.all()).isEmpty();
    }

    @Test
    void eachBrokenPlaceIsAFinding() {
        Proof.judge(1, List.of("BROKEN trading event 0.2: expected", "not everything is whole"), findings);

        assertThat(findings.all()).containsExactly(new Finding("verify", "BROKEN trading event 0.2: expected"));
    }

    @Test
    void aProofThatDidNotEndProvesNothing() {
        Proof.judge(-1, List.of("trading 0: 5 of 9 events"), findings);

        assertThat(findings.all())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .isEqualTo("expected exit code 0 but got -1 after trading 0: 5 of 9 events"));
    }
}
