package dev.gembourse.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {
    @TempDir
    Path folder;

    @Test
    void aKillTakesTheGrandchildrenAlong() throws Exception {
        var child = Children.start(sh("sleep 600 & echo $!; wait"));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> Files.readString(log()).endsWith("\n"));
        var grandchild = Long.parseLong(Files.readString(log()).strip());

        child.kill();

        assertThat(child.isAlive()).isFalse();
        await().atMost(Duration.ofSeconds(5)).until(() -> !isRunning(grandchild));
    }

    @Test
    void childrenDieWithAJvmThatIsKilled() throws Exception {
        var owner = Children.start(Command.java(
                log(),
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentProgram.class.getName(),
                        folder + "/child.log")));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.readString(log()).endsWith("\n"));
        var child = Long.parseLong(Files.readString(log()).strip());
        assertThat(isRunning(child)).isTrue();

        Signal.KILL.sendTo(owner.pid());

        await().atMost(Duration.ofSeconds(5)).until(() -> !isRunning(child));
    }

    @Test
    void aChildDoesNotHearTheTerminalsInterrupt() {
        var child = Children.start(sh("exec sleep 600"));

        try {
            await().atMost(Duration.ofSeconds(5)).until(() -> sessionOf(child.pid()) == child.pid());
        } finally {
            child.kill();
        }
    }

    @Test
    void aPausedChildStandsStillAtOnce() throws Exception {
        var busy = Children.start(sh("exec cat /dev/zero > /dev/null"));

        try {
            busy.pause();

            assertThat(ProcStat.of(Path.of("/proc/" + busy.pid())).state()).isEqualTo('T');
        } finally {
            busy.kill();
        }
    }

    @Test
    void oneThatIgnoresThePoliteSignalIsKilled() throws Exception {
        var child = Children.start(sh("trap '' TERM; echo deaf; while :; do sleep 1; done"));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> Files.readString(log()).contains("deaf"));

        child.end(Signal.TERM, Duration.ofMillis(200));

        assertThat(child.exitCode()).hasValue(128 + 9);
    }

    private Command sh(String script) {
        return Command.of(log(), List.of("sh", "-c", script));
    }

    private Path log() {
        return folder.resolve("log");
    }

    private static long sessionOf(long pid) throws Exception {
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
    }

    private static boolean isRunning(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }
}
