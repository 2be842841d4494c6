package dev.gembourse.gateway.order;

import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.BookView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.upstream.Processor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what waits of an asset. */
@Tag(name = "Orders")
@RestController
class BookController {

    private static final int DEEPEST = 1_000;

    private final Processor processor;

    BookController(Processor processor) {
        this.processor = processor;
    }

    @Operation(
            summary = "Show an order book",
            description =
                    "The best prices of both sides, up to 'depth' of each (1 to 1000), and what the house offers beside them.")
    @Access(Rule.OPEN)
    @GetMapping("/v1/assets/{symbol}/book")
    BookView book(@PathVariable Symbol symbol, @RequestParam(defaultValue = "10") int depth) {
        if (depth < 1 || depth > DEEPEST) {
            throw ProblemException.badParameter(
                    "depth", "expected a number from 1 to " + DEEPEST + " but got " + depth);
        }
        return processor.book(symbol, depth);
    }
}
