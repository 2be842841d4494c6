package dev.gembourse.stack.command;

import dev.gembourse.stack.supervisor.StackFile;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "status", description = "Shows what runs. Exit code 0 when everything is ready, 1 otherwise.")
public final class Status implements StackCommand {
    @Mixin
    private Home home = new Home();

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Override
    public Integer call() {
        var report = StatusReport.of(home.path(), StackFile.in(home.path()).read(), Instant.now());
        System.out.println(json ? asJson(report) : report.asText());
        return report.ready() ? 0 : 1;
    }

    private static String asJson(StatusReport report) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report);
    }
}
