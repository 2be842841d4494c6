package dev.gembourse.stack.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to start: a program with its arguments, what it finds in its environment beyond ours, and the file that its
 * output is appended to.
 *
 * @param unprivileged the program refuses to run as root; when we are root it runs in a user namespace of its own
 */
public record Command(List<String> words, Map<String, String> environment, Path log, boolean unprivileged) {
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static Command of(Path log, List<String> words) {
        return new Command(words, Map.of(), log, false);
    }

    /** A Java program on the JDK that runs us. */
    public static Command java(Path log, List<String> optionsMainClassAndArguments) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(optionsMainClassAndArguments);
        return of(log, words);
    }

    public Command withEnvironment(Map<String, String> more) {
        var merged = new LinkedHashMap<>(environment);
        merged.putAll(more);
        return new Command(words, merged, log, unprivileged);
    }

    public Command asUnprivileged() {
        return new Command(words, environment, log, true);
    }
}
