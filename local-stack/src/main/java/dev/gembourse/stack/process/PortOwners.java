package dev.gembourse.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out who listens on a port, as far as we may see. */
public final class PortOwners {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwners() {}

    /** For people: {@code process 4711 (java -jar other.jar)}, or that it belongs to somebody else. */
    public static String describe(int port) {
        return find(port)
                .map(pid -> "process %d (%s)".formatted(pid, commandOf(pid)))
                .orElse("a process of another user");
    }

    /** The process that listens on the port, unless it belongs to a user whose files we may not see. */
    public static Optional<Long> find(int port) {
        var sockets = new HashSet<String>();
        sockets.addAll(listeners(PROC.resolve("net/tcp"), port));
        sockets.addAll(listeners(PROC.resolve("net/tcp6"), port));
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> holdsOneOf(sockets, pid))
                .findFirst();
    }

    private static Set<String> listeners(Path table, int port) {
        var sockets = new HashSet<String>();
        try (var lines = Files.lines(table)) {
            lines.skip(1).map(line -> line.strip().split("\\s+")).forEach(fields -> {
                var address = fields[LOCAL_ADDRESS];
                var listensOn = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
                if (listensOn == port && fields[STATE].equals(LISTENING)) {
                    sockets.add("socket:[" + fields[INODE] + "]");
                }
            });
        } catch (IOException noSuchTable) {
            return Set.of();
        }
        return sockets;
    }

    private static boolean holdsOneOf(Set<String> sockets, long pid) {
        try (Stream<Path> descriptors =
                Files.list(PROC.resolve(Long.toString(pid)).resolve("fd"))) {
            return descriptors.anyMatch(descriptor -> sockets.contains(target(descriptor)));
        } catch (IOException goneOrForbidden) {
            return false;
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static String commandOf(long pid) {
        try {
            // Without a JVM's options, which would hide what it runs.
            var words = Files.readString(PROC.resolve(Long.toString(pid)).resolve("cmdline"))
                    .replaceAll("\0-[XD][^\0]*", "")
                    .replace('\0', ' ')
                    .strip();
            return words.length() > 80 ? words.substring(0, 77) + "..." : words;
        } catch (IOException gone) {
            return "gone meanwhile";
        }
    }
}
