package dev.gembourse.bench;

import dev.gembourse.bench.leaderboard.LeaderboardCommand;
import dev.gembourse.bench.settle.SettleCommand;
import dev.gembourse.stack.command.StackCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./gembourse bench}. */
@Command(
        name = "bench",
        subcommands = {SettleCommand.class, LeaderboardCommand.class},
        description = "Measures a private stack on this machine and checks the invariants after every round.")
public final class BenchCommand implements StackCommand {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What to measure was not said. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
