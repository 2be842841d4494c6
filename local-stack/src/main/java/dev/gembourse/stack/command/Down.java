package dev.gembourse.stack.command;

import dev.gembourse.stack.process.Signal;
import dev.gembourse.stack.supervisor.Leftovers;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.stack.supervisor.StackFile;
import dev.gembourse.stack.supervisor.StackRecord;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", description = "Ends a stack in order: services, then Kafka, then PostgreSQL. Data stays.")
public final class Down implements StackCommand {
    @Mixin
    private Home home = new Home();

    @Override
    public Integer call() {
        var file = StackFile.in(home.path());
        var running = file.read();
        if (running.isEmpty()) {
            System.out.println("No stack is running in " + home.path() + ".");
            return 0;
        }
        end(running.get());
        file.delete();
        System.out.println("Ended. The data stays in " + home.path() + "; `./gembourse reset --yes` deletes it.");
        return 0;
    }

    private static void end(StackRecord stack) {
        var supervisor = stack.supervisor();
        if (supervisor.isAlive()) {
            System.out.println("Ending the stack of process " + supervisor.pid() + " ...");
            supervisor.signal(Signal.CONT);
            supervisor.signal(Signal.TERM);
            if (!Leftovers.awaitEnd(supervisor, Stack.CLOSE_WITHIN)) {
                System.out.println("It did not end within " + Stack.CLOSE_WITHIN.toSeconds() + " s: killing it.");
                supervisor.signal(Signal.KILL);
                Leftovers.awaitEnd(supervisor, Duration.ofSeconds(10));
            }
        } else {
            System.out.println("The supervisor (process " + supervisor.pid() + ") is gone already.");
        }
        Leftovers.end(stack).forEach(part -> System.out.println("Ended " + part + ", which it had left behind."));
    }
}
