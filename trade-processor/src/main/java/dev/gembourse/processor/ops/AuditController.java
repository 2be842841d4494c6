package dev.gembourse.processor.ops;

import dev.gembourse.processor.ledger.Audit;
import dev.gembourse.processor.ledger.Auditor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Checks the whole ledger on demand. */
@RestController
class AuditController {

    private final Auditor auditor;

    AuditController(Auditor auditor) {
        this.auditor = auditor;
    }

    @GetMapping("/v1/ops/audit")
    Audit audit() {
        return auditor.everything();
    }
}
