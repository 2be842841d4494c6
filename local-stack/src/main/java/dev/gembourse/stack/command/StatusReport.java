package dev.gembourse.stack.command;

import dev.gembourse.stack.process.Ports;
import dev.gembourse.stack.process.ProcessIdentity;
import dev.gembourse.stack.service.Readiness;
import dev.gembourse.stack.supervisor.StackRecord;
import dev.gembourse.stack.supervisor.StackRecord.PartRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs in a home at one moment.
 *
 * @param running whether the supervisor is alive
 * @param ready whether every part would serve a request now
 */
record StatusReport(
        String home,
        boolean running,
        boolean ready,
        @Nullable Long supervisorPid,
        List<PartStatus> parts) {
    enum State {
        READY,
        /** Alive, but does not answer, or answers that it is not ready. */
        NOT_READY,
        DOWN
    }

    /** One part; memory is what of the process is in RAM. */
    record PartStatus(
            String name,
            State state,
            @Nullable Long pid,
            int port,
            @Nullable String url,
            long upSeconds,
            int restarts,
            long memoryMegabytes) {}

    static StatusReport of(Path home, Optional<StackRecord> stack, Instant now) {
        if (stack.isEmpty()) {
            return new StatusReport(home.toString(), false, false, null, List.of());
        }
        var supervisor = stack.get().supervisor();
        var parts = stack.get().parts().parallelStream()
                .map(part -> statusOf(part, now))
                .toList();
        var ready = supervisor.isAlive() && parts.stream().allMatch(part -> part.state() == State.READY);
        return new StatusReport(home.toString(), supervisor.isAlive(), ready, supervisor.pid(), parts);
    }

    private static PartStatus statusOf(PartRecord part, Instant now) {
        var process = part.process();
        if (process == null || !process.isAlive()) {
            return new PartStatus(part.name(), State.DOWN, null, part.port(), part.url(), 0, part.restarts(), 0);
        }
        var up = part.startedAt() == null
                ? 0
                : Duration.between(part.startedAt(), now).toSeconds();
        return new PartStatus(
                part.name(),
                answers(part) ? State.READY : State.NOT_READY,
                process.pid(),
                part.port(),
                part.url(),
                up,
                part.restarts(),
                residentMegabytes(process));
    }

    private static boolean answers(PartRecord part) {
        return part.url() == null ? Ports.isAnswering(part.port()) : Readiness.of(URI.create(part.url()));
    }

    private static long residentMegabytes(ProcessIdentity process) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    String asText() {
        if (supervisorPid == null) {
            return "No stack is running in " + home + ". Start one with `./gembourse up`.";
        }
        var text = new StringBuilder();
        text.append(
                running
                        ? "Supervised by process " + supervisorPid + ", home " + home + "\n\n"
                        : "The supervisor (process " + supervisorPid
                                + ") was killed; `./gembourse down` tidies up.\n\n");
        text.append("%-20s %-10s %8s %6s %10s %9s %8s  %s%n"
                .formatted("part", "state", "pid", "port", "up", "restarts", "memory", "address"));
        for (var part : parts) {
            text.append("%-20s %-10s %8s %6d %10s %9d %5d MB  %s%n"
                    .formatted(
                            part.name(),
                            part.state().toString().toLowerCase(Locale.ROOT).replace('_', ' '),
                            part.pid() == null ? "-" : part.pid(),
                            part.port(),
                            part.upSeconds() + " s",
                            part.restarts(),
                            part.memoryMegabytes(),
                            part.url() == null ? "127.0.0.1:" + part.port() : part.url()));
        }
        return text.toString().stripTrailing();
    }
}
