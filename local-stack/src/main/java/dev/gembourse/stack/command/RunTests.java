package dev.gembourse.stack.command;

import dev.gembourse.stack.process.BuildFolder;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        description = {
            "Builds everything and runs every test; the last line says whether all passed, and how many.",
            "Options for Maven may follow after --, such as `./gembourse test -- -pl common-events`."
        })
public final class RunTests implements StackCommand {
    @Parameters(paramLabel = "MAVEN_OPTION", arity = "0..*", description = "Passed to Maven.")
    private List<String> mavenOptions = List.of();

    @Override
    public Integer call() {
        var arguments = new ArrayList<String>();
        arguments.add(BuildFolder.root().toString());
        arguments.addAll(mavenOptions);
        return FullTest.run(arguments);
    }
}
