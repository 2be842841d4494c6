package dev.gembourse.stack.command;

import dev.gembourse.stack.process.PortOwners;
import dev.gembourse.stack.process.Ports;
import dev.gembourse.stack.supervisor.StackFile;
import dev.gembourse.stack.supervisor.StackPorts;
import dev.gembourse.stack.supervisor.StackRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges whether this machine can build and run everything. */
record Examination(Path home, StackPorts ports, Machine machine) {
    private static final int JAVA = 25;
    private static final Pattern MAVEN = Pattern.compile("Apache Maven (\\d+)\\.(\\d+).*");
    private static final long DISK_TIGHT = 5_000;
    private static final long DISK_TOO_LITTLE = 1_000;
    private static final long MEMORY_TIGHT = 3_000;
    private static final long MEMORY_TOO_LITTLE = 1_500;

    List<Finding> findings() {
        var findings = new ArrayList<>(
                List.of(system(), jdk(), maven(), root(), endings(), processors(), disk(), memory(), homeFolder()));
        findings.addAll(portFindings());
        return findings;
    }

    private Finding system() {
        var found = machine.system() + " on " + machine.architecture();
        return machine.system().equals("Linux") && machine.architecture().equals("amd64")
                ? Finding.ok("system", found)
                : Finding.fail("system", found, "use Linux on amd64: the PostgreSQL that we bring is made for it");
    }

    private Finding jdk() {
        var found = "JDK " + machine.javaFeature() + " at " + machine.javaHome();
        if (machine.javaFeature() < JAVA) {
            return Finding.fail("jdk", found, "install JDK 25 and set JAVA_HOME to it");
        }
        return Files.isExecutable(Path.of(machine.javaHome(), "bin", "javac"))
                ? Finding.ok("jdk", found)
                : Finding.fail("jdk", found + " without a compiler", "install a JDK, not a JRE");
    }

    private Finding maven() {
        if (machine.maven().isEmpty()) {
            return Finding.fail(
                    "maven", "no mvn in PATH", "install Maven 3.8 or later (Debian: apt-get install maven)");
        }
        var found = machine.maven().get();
        var version = MAVEN.matcher(found);
        if (!version.matches()) {
            return Finding.warn("maven", found, "expected `mvn --version` to begin with Apache Maven");
        }
        var enough = Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2)) >= 3008;
        return enough ? Finding.ok("maven", found) : Finding.fail("maven", found, "install Maven 3.8 or later");
    }

    private Finding root() {
        if (!machine.root()) {
            return Finding.ok("user", "not root");
        }
        return machine.userNamespaces()
                ? Finding.ok("user", "root; PostgreSQL, which refuses to be root, runs in a user namespace")
                : Finding.fail(
                        "user",
                        "root, and `unshare -U` does not work; PostgreSQL refuses to run as root",
                        "run as an ordinary user, or install util-linux and allow user namespaces");
    }

    private Finding endings() {
        return machine.missingPrograms().isEmpty()
                ? Finding.ok("util-linux", "setsid and setpriv are there")
                : Finding.warn(
                        "util-linux",
                        "missing: " + String.join(", ", machine.missingPrograms()),
                        "install util-linux, so that processes end with a supervisor that is killed");
    }

    private Finding processors() {
        var found = machine.processors() + (machine.processors() == 1 ? " core" : " cores");
        return machine.processors() > 1
                ? Finding.ok("processors", found)
                : Finding.warn("processors", found, "expect a start of a minute; two cores or more are better");
    }

    private Finding disk() {
        var found = machine.diskMegabytes() + " MB free for " + home;
        if (machine.diskMegabytes() < DISK_TOO_LITTLE) {
            return Finding.fail("disk", found, "free at least 1 GB, or choose another folder with --home");
        }
        return machine.diskMegabytes() < DISK_TIGHT
                ? Finding.warn("disk", found, "5 GB are comfortable: PostgreSQL alone keeps up to 2 GB of WAL")
                : Finding.ok("disk", found);
    }

    private Finding memory() {
        var found = machine.memoryMegabytes() + " MB available";
        if (machine.memoryMegabytes() < MEMORY_TOO_LITTLE) {
            return Finding.fail("memory", found, "close other programs: everything together needs about 2 GB");
        }
        return machine.memoryMegabytes() < MEMORY_TIGHT
                ? Finding.warn("memory", found, "3 GB are comfortable")
                : Finding.ok("memory", found);
    }

    private Finding homeFolder() {
        Path existing = home;
        while (!Files.exists(existing)) {
            existing = Optional.ofNullable(existing.getParent()).orElse(Path.of("/"));
        }
        return Files.isWritable(existing)
                ? Finding.ok("home", home.toString())
                : Finding.fail("home", existing + " is not writable", "choose another folder with --home");
    }

    private List<Finding> portFindings() {
        var running =
                StackFile.in(home).read().filter(stack -> stack.supervisor().isAlive());
        return ports.byOption().entrySet().stream()
                .map(entry -> portFinding(entry, running))
                .toList();
    }

    private static Finding portFinding(Map.Entry<String, Integer> port, Optional<StackRecord> running) {
        var number = port.getValue();
        if (Ports.isFree(number)) {
            return Finding.ok("port " + number, "free");
        }
        var ours = running.stream()
                .flatMap(stack -> stack.parts().stream())
                .filter(part -> part.port() == number && part.isAlive())
                .findFirst();
        return ours.map(part -> Finding.ok("port " + number, "used by our own " + part.name()))
                .orElseGet(() -> taken(port.getKey(), number));
    }

    /** The port of MQTT is needed by few, and a machine's own broker has it often. */
    private static Finding taken(String option, int number) {
        var found = "taken by " + PortOwners.describe(number);
        return option.equals("--mqtt-port")
                ? Finding.warn("port " + number, found, "choose another with `./gembourse up --mqtt --mqtt-port N`")
                : Finding.fail(
                        "port " + number,
                        found,
                        "stop that, or choose another port with `./gembourse up " + option + " N`");
    }
}
