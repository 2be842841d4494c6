package dev.gembourse.stack.command;

import dev.gembourse.stack.service.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows whom the stack knows from its first start. */
@Command(name = "admin", description = "Shows the admin of the local stack, and the API key of its tools.")
public final class ShowAdmin implements StackCommand {
    @Mixin
    private Home home = new Home();

    @Option(names = "--key", description = "Print nothing but the key, as curl -u takes it.")
    private boolean keyOnly;

    @Override
    public Integer call() {
        var admin = Admin.find(home.path());
        if (admin.isEmpty()) {
            System.err.println("gembourse: there is no admin in " + home.path() + " yet; ./gembourse up makes one");
            return 1;
        }
        System.out.print(
                keyOnly
                        ? admin.get().key() + System.lineSeparator()
                        : """
                          username  %s
                          password  %s
                          API key   %s
                          """.formatted(
                                        admin.get().username(),
                                        admin.get().password(),
                                        admin.get().key()));
        return 0;
    }
}
