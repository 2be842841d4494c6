package dev.gembourse.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.stack.command.Finding.Level;
import dev.gembourse.stack.process.Ports;
import dev.gembourse.stack.supervisor.StackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExaminationTest {
    private static final String JDK = System.getProperty("java.home");
    private static final Optional<String> MAVEN = Optional.of("Apache Maven 3.9.9 (abc)");

    @TempDir
    Path home;

    @Test
    void aGoodMachineIsOkInEveryLine() {
        var machine = new Machine("Linux", "amd64", 25, JDK, MAVEN, false, true, List.of(), 4, 50_000, 8_000);

        assertThat(examine(machine)).allMatch(finding -> finding.level() == Level.OK && finding.fix() == null);
    }

    @Test
    void everyFaultComesWithWhatToDo() {
        var machine = new Machine(
                "Mac OS X", "aarch64", 17, "/nowhere", Optional.empty(), true, false, List.of("setpriv"), 1, 500, 500);

        var findings = examine(machine).stream()
                .filter(finding -> finding.level() != Level.OK)
                .toList();

        assertThat(findings)
                .extracting(Finding::what)
                .containsExactly("system", "jdk", "maven", "user", "util-linux", "processors", "disk", "memory");
        assertThat(findings).allMatch(finding -> finding.fix() != null);
    }

    @ParameterizedTest
    @CsvSource({
        "Apache Maven 3.8.7, OK",
        "Apache Maven 4.0.0-rc-4 (abc), OK",
        "Apache Maven 3.6.3 (abc), FAIL",
        "command not found, WARN"
    })
    void mavenIsJudgedByItsVersion(String line, Level expected) {
        var machine =
                new Machine("Linux", "amd64", 25, JDK, Optional.of(line), false, true, List.of(), 4, 50_000, 8_000);

        assertThat(examine(machine))
                .filteredOn(finding -> finding.what().equals("maven"))
                .singleElement()
                .returns(expected, Finding::level);
    }

    @Test
    void rootIsFineWhereUserNamespacesWork() {
        var machine = new Machine("Linux", "amd64", 25, JDK, MAVEN, true, true, List.of(), 4, 50_000, 8_000);

        assertThat(examine(machine)).allMatch(finding -> finding.level() == Level.OK);
    }

    @Test
    void aTakenPortIsReportedWithWhoHasItAndTheOptionThatHelps() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new StackPorts(
                    taken.getLocalPort(), Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free());
            var machine = Machine.here(home);

            assertThat(new Examination(home, ports, machine).findings())
                    .filteredOn(finding -> finding.what().equals("port " + taken.getLocalPort()))
                    .singleElement()
                    .returns(Level.FAIL, Finding::level)
                    .satisfies(finding -> assertThat(finding.found())
                            .contains("process " + ProcessHandle.current().pid()))
                    .satisfies(finding -> assertThat(finding.fix()).contains("--port N"));
        }
    }

    private List<Finding> examine(Machine machine) {
        var ports = new StackPorts(Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free());
        return new Examination(home, ports, machine).findings();
    }
}
