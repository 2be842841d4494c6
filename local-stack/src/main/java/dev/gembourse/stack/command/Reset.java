package dev.gembourse.stack.command;

import dev.gembourse.stack.process.Folders;
import dev.gembourse.stack.supervisor.HomeLock;
import dev.gembourse.stack.supervisor.Leftovers;
import dev.gembourse.stack.supervisor.StackFile;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "reset", description = "Deletes all data and logs of a stack that does not run.")
public final class Reset implements StackCommand {
    @Mixin
    private Home home = new Home();

    @Option(names = "--yes", description = "I mean it.")
    private boolean yes;

    @Override
    public Integer call() {
        if (!yes) {
            System.err.println("gembourse: this deletes every account, trade and log in " + home.path()
                    + "; say `./gembourse reset --yes` if you mean it");
            return 2;
        }
        if (!Files.isDirectory(home.path())) {
            System.out.println("There is nothing in " + home.path() + ".");
            return 0;
        }
        // Only what a stack creates there: --home might name a folder with other things in it.
        try (var _ = HomeLock.take(home.path())) {
            // The lock is free when a supervisor was killed, whose servers may live.
            StackFile.in(home.path())
                    .read()
                    .ifPresent(stack -> Leftovers.end(stack)
                            .forEach(part -> System.out.println("Ended " + part + ", which was left behind.")));
            for (var name : List.of("data", "logs", "tmp", "kafka", "partners", "stack.json")) {
                var path = home.path().resolve(name);
                if (Files.exists(path)) {
                    Folders.delete(path);
                }
            }
        }
        System.out.println("Deleted the data and logs in " + home.path() + ".");
        return 0;
    }
}
