package dev.gembourse.stack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The small programs of util-linux that a child is started through. Each replaces itself by the next, so the process id
 * stays that of the child. Where one is missing the child runs without it: the walls of {@link Children} still stand.
 */
public final class Wrapping {
    /** Where a process without input reads from. */
    public static final File NOTHING = new File("/dev/null");

    private static final Optional<Path> SETSID = find("setsid");
    private static final Optional<Path> UNSHARE = find("unshare");
    private static final Optional<Path> SETPRIV = find("setpriv");

    private Wrapping() {}

    /** Whether we run as root, and hence need a user namespace for programs that refuse to be root. */
    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The program's file, looked up as a shell would. */
    public static Optional<Path> find(String program) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Arrays.stream((path + ":/usr/sbin:/sbin").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    // Order matters: entering a user namespace clears the parent-death signal, so it comes first.
    static List<String> prefix(boolean unprivileged) {
        var words = new ArrayList<String>();
        SETSID.ifPresent(program -> words.add(program.toString()));
        if (unprivileged && isRoot()) {
            var unshare = UNSHARE.orElseThrow(() -> new IllegalStateException(
                    "expected the program `unshare` (package util-linux) since we run as root, but found none in PATH;"
                            + " install it, or run as an ordinary user"));
            words.addAll(List.of(unshare.toString(), "-U"));
        }
        SETPRIV.ifPresent(program -> words.addAll(List.of(program.toString(), "--pdeathsig", "KILL")));
        return words;
    }
}
