package dev.gembourse.stack.command;

import dev.gembourse.stack.process.Versions;
import java.io.UncheckedIOException;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program behind {@code ./gembourse}. */
@Command(
        name = "gembourse",
        description = "Runs the trading backend in which trades earn gems, on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Gembourse.Version.class,
        mixinStandardHelpOptions = true,
        footer = "%nEach command has --help.")
public final class Gembourse implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Gembourse());
        for (var command : ServiceLoader.load(StackCommand.class)) {
            line.addSubcommand(command);
        }
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
        line.setExecutionExceptionHandler((failure, source, _) -> report(failure, source));
        return line;
    }

    // What is expected to go wrong has a message for people; anything else is a bug and shows its trace.
    private static int report(Exception failure, CommandLine source) {
        if (failure instanceof IllegalStateException || failure instanceof UncheckedIOException) {
            source.getErr().println("gembourse: " + failure.getMessage());
        } else {
            failure.printStackTrace(source.getErr());
        }
        source.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"gembourse " + Versions.read().gembourse()};
        }
    }
}
