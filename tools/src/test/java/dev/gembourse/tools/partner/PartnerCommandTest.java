package dev.gembourse.tools.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PartnerCommandTest {

    @TempDir
    private Path home;

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Acme                    | NAME: expected 2 to 31 of a-z
            a                       | NAME: expected 2 to 31 of a-z
            gembourse.admin         | NAME: expected 2 to 31 of a-z
            acme --source=a%zz      | --source: expected a URI-reference
            acme --bytes-per-second=999 | --bytes-per-second: expected 1000 at least but got 999
            """)
    void wrongUseIsNamed(String arguments, String complaint) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(complaint);
    }

    @Test
    void withoutAStackItSaysWhatToDo() {
        assertThat(run("acme", "--home=" + home)).isEqualTo(1);
        assertThat(err.toString()).contains("./gembourse up --secure-kafka");
    }

    @Test
    void aSourceIsOneWordOfAShell() {
        assertThat(PartnerCommand.quoted("/a?b=(1)&c='2'")).isEqualTo("'/a?b=(1)&c='\\''2'\\'''");
    }

    private int run(String... arguments) {
        return new CommandLine(new PartnerCommand())
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
