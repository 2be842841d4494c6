package dev.gembourse.gateway.ops;

import dev.gembourse.events.view.TrialBalanceView;
import dev.gembourse.gateway.upstream.Processor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows whether the books balance. */
@RestController
class LedgerController {

    private final Processor processor;

    LedgerController(Processor processor) {
        this.processor = processor;
    }

    @GetMapping("/v1/ledger/trial-balance")
    TrialBalanceView trialBalance() {
        return processor.trialBalance();
    }
}
