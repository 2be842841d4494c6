package dev.gembourse.processor.query;

import dev.gembourse.events.view.TrialBalanceView;
import dev.gembourse.processor.ledger.TrialBalance;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The sum of everything, which is nothing. */
@RestController
class LedgerController {

    private final TrialBalance trialBalance;

    LedgerController(TrialBalance trialBalance) {
        this.trialBalance = trialBalance;
    }

    @GetMapping("/v1/ledger/trial-balance")
    TrialBalanceView trialBalance() {
        return trialBalance.now();
    }
}
