package dev.gembourse.stack.process;

import java.nio.file.Path;
import java.util.List;

/** A JVM that starts a child, prints its number, and waits to be killed. */
final class ParentProgram {
    private ParentProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        var child = Children.start(Command.of(Path.of(arguments[0]), List.of("sleep", "600")));
        System.out.println(child.pid());
        Thread.currentThread().join();
    }
}
