package dev.gembourse.stack.command;

import dev.gembourse.stack.broker.LocalBroker;
import dev.gembourse.stack.database.LocalPostgres;
import dev.gembourse.stack.service.ServicePrograms;
import dev.gembourse.stack.service.Services;
import dev.gembourse.stack.supervisor.Together;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "prepare",
        hidden = true,
        description = "Unpacks what the first start would otherwise unpack: the last step of every build.")
public final class Prepare implements StackCommand {
    @Mixin
    private Home home = new Home();

    @Override
    public Integer call() {
        var folder = home.path();
        Together.run(
                LocalPostgres::prepare,
                LocalBroker::prepare,
                () -> Services.NAMES.forEach(service -> ServicePrograms.BUILT.of(service, folder)));
        return 0;
    }
}
