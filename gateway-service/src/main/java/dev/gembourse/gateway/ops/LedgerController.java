package dev.gembourse.gateway.ops;

import dev.gembourse.events.view.TrialBalanceView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.upstream.Processor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows whether the books balance. */
@Tag(name = "Operations of the system")
@RestController
class LedgerController {

    private final Processor processor;

    LedgerController(Processor processor) {
        this.processor = processor;
    }

    @Operation(summary = "Show whether the books balance")
    @Access(Rule.OVERSEE)
    @GetMapping("/v1/ledger/trial-balance")
    TrialBalanceView trialBalance() {
        return processor.trialBalance();
    }
}
