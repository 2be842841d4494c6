package dev.gembourse.bench;

import dev.gembourse.bench.settle.SettleCommand;
import picocli.CommandLine.Command;

/** {@code ./gembourse bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = SettleCommand.class,
        description = "Measures a private stack on this machine and checks the invariants after every round.")
public final class BenchCommand {}
