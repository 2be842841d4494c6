package dev.gembourse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CpuTimeTest {

    @Test
    void workOfThisProcessIsCounted() {
        long self = ProcessHandle.current().pid();
        Duration before = CpuTime.of(self);
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();

        long sum = 0;
        while (CpuTime.of(self).minus(before).toMillis() < 50 && System.nanoTime() < deadline) {
            for (int i = 0; i < 1_000_000; i++) {
                sum += i;
            }
        }

        assertThat(sum).isPositive();
        assertThat(CpuTime.of(self).minus(before)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void workOfAChildThatHasEndedIsCountedThroughItsParent() throws Exception {
        Process shell = new ProcessBuilder(
                        "sh", "-c", "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; read line")
                .start();
        try {
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (CpuTime.of(shell.pid()).isZero() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }

            shell.descendants().forEach(child -> child.onExit().join());

            assertThat(CpuTime.of(shell.pid())).isPositive();
        } finally {
            shell.destroyForcibly();
        }
    }

    @Test
    void aProcessThatIsGoneHasUsedNothing() {
        assertThat(CpuTime.of(Integer.MAX_VALUE)).isZero();
    }
}
