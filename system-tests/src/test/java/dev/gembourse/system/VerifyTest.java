package dev.gembourse.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.Symbol;
import dev.gembourse.stack.command.Verify;
import dev.gembourse.system.Commands.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the command says of a running system, whose services go on meanwhile. */
@ExtendWith(Running.class)
class VerifyTest {

    @Test
    void allJournalsAreProvedAndWhatWasPrintedHoldsLater(TheSystem system, @TempDir Path folder) throws IOException {
        Player player = system.player("1000");
        Symbol symbol = system.asset("1.00");
        player.standingAfter(player.buy(symbol, "2"));

        Ended first = verify(system);
        Path kept = Files.writeString(folder.resolve("kept"), first.out());
        player.standingAfter(player.sell(symbol, "1"));
        Ended second = verify(system, "--expect", kept.toString());

        assertThat(first.exitCode()).as(first.out()).isZero();
        assertThat(first.out())
                .contains("chain trading 0 ", "chain market 3 ", "chain leaderboard 1 ", "everything is whole");
        assertThat(second.exitCode()).as(second.out()).isZero();
        assertThat(second.out()).isNotEqualTo(first.out());
    }

    @Test
    void whatDoesNotHoldAnyMoreIsSaid(TheSystem system, @TempDir Path folder) throws IOException {
        system.player("1000");
        Ended before = verify(system);
        Path wrong = Files.writeString(
                folder.resolve("wrong"),
                before.out().replaceAll("(chain \\w+ \\d [1-9]\\d*) [0-9a-f]{64}", "$1 " + "0".repeat(64)));

        Ended ended = verify(system, "--expect", wrong.toString());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("BROKEN trading event ", " that was kept but got ");
    }

    private static Ended verify(TheSystem system, String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--home";
        arguments[1] = system.home().toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Commands.run(new Verify(), arguments);
    }
}
