package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.exactlyonce.Failpoints.Point;
import dev.gembourse.stack.process.Child;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies around its first commit, and what the next one makes of what it left behind. */
class CrashTest {

    private static final int COMMANDS = 200;

    private final CounterFixture counter = new CounterFixture();

    @AfterEach
    void stop() {
        counter.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_COMMIT", "AFTER_COMMIT", "BEFORE_PUBLISH", "AFTER_ACK"})
    void everyEventIsPublishedAndNoneIsCountedTwice(Point point, @TempDir Path folder) throws Exception {
        counter.sendMany(0, COMMANDS, 20);
        Map<String, String> settings = counter.quick("session-timeout", "1s");
        settings.put("consumer-threads", "1");

        Child dying = CounterProgram.start(
                counter, settings, "counter:" + point.written() + ":1:halt", folder.resolve("log"));
        assertThat(dying.awaitExit(CounterFixture.SOON)).as(dying.tail()).isTrue();

        assertThat(dying.exitCode()).as(dying.tail()).hasValue(137);
        boolean committed = point.compareTo(Point.AFTER_COMMIT) >= 0;
        assertThat(counter.number("select count(*) from journal") > 0).isEqualTo(committed);
        assertThat(counter.number("select max(published_seq) from progress")).isZero();
        assertThat(counter.published().isEmpty()).isEqualTo(point != Point.AFTER_ACK);

        counter.start();

        counter.awaitTotal(COMMANDS);
        counter.expectWholeJournal();
        counter.expectEachCountedOnce(COMMANDS);
        assertThat(counter.number("select max(takeovers) from progress")).isZero();
    }
}
