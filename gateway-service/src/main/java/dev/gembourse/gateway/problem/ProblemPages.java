package dev.gembourse.gateway.problem;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Explains the problems: what {@code type} in a problem document points to. */
@Tag(name = "Problems")
@RestController
@RequestMapping("/problems")
class ProblemPages {

    /** A kind of problem. */
    record ProblemKind(ProblemCode code, int status, String title, String explanation, String remedy) {
        static ProblemKind of(ProblemCode code) {
            return new ProblemKind(code, code.status().value(), code.title(), code.explanation(), code.remedy());
        }
    }

    @Operation(summary = "List all kinds of problems")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    List<ProblemKind> all() {
        return Arrays.stream(ProblemCode.values()).map(ProblemKind::of).toList();
    }

    @Operation(summary = "Explain a kind of problem")
    @GetMapping(path = "/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    ProblemKind one(@PathVariable String code) {
        return ProblemKind.of(known(code));
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    String allAsPage() {
        String rows = Arrays.stream(ProblemCode.values())
                .map(code -> "<li><a href=\"%s\">%s</a> %d: %s</li>"
                        .formatted(code.page(), code, code.status().value(), code.title()))
                .collect(Collectors.joining("\n"));
        return page("Problems", "<h1>Problems</h1>\n<ul>\n" + rows + "\n</ul>");
    }

    @GetMapping(path = "/{code}", produces = MediaType.TEXT_HTML_VALUE)
    String oneAsPage(@PathVariable String code) {
        ProblemCode found = known(code);
        return page(found.name(), """
                <h1>%s</h1>
                <p><code>%s</code>, HTTP status %d</p>
                <p>%s</p>
                <h2>What to do</h2>
                <p>%s</p>
                <p><a href="/problems">All problems</a></p>""".formatted(
                        found.title(), found.name(), found.status().value(), found.explanation(), found.remedy()));
    }

    private static ProblemCode known(String code) {
        return Arrays.stream(ProblemCode.values())
                .filter(known -> known.name().equals(code))
                .findAny()
                .orElseThrow(() -> ProblemException.of(ProblemCode.NOT_FOUND));
    }

    private static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%s</title></head>
                <body>
                %s
                </body>
                </html>
                """.formatted(title, body);
    }
}
