package dev.gembourse.stack.command;

import dev.gembourse.stack.command.Finding.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description = "Checks the machine: each line is ok, warn or fail, with what to do. Exit code 1 on a fail.")
public final class Doctor implements StackCommand {
    @Mixin
    private Home home = new Home();

    @Mixin
    private PortOptions ports = new PortOptions();

    @Override
    public Integer call() {
        var findings = new Examination(home.path(), ports.ports(), Machine.here(home.path())).findings();
        findings.forEach(finding -> System.out.println(finding.asLine()));
        return findings.stream().anyMatch(finding -> finding.level() == Level.FAIL) ? 1 : 0;
    }
}
