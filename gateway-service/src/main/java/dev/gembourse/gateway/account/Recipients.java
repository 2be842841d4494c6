package dev.gembourse.gateway.account;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.gateway.problem.Complaint;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.upstream.Processor;
import java.util.List;
import org.springframework.stereotype.Component;

/** Spares a gift a way that it would only come back on. Settlement decides whether somebody can receive it. */
@Component
class Recipients {

    private final Processor processor;

    Recipients(Processor processor) {
        this.processor = processor;
    }

    /**
     * Returns unless the recipient is the sender or certainly does not exist. While the processor is away nobody knows that, and the
     * gift is taken.
     */
    void require(AccountId sender, AccountId recipient) {
        if (recipient.equals(sender)) {
            throw refuse(ProblemCode.GIFT_TO_ONESELF, "expected another account but got the sender's");
        }
        try {
            processor.account(recipient, null);
        } catch (ProblemException e) {
            if (e.code() == ProblemCode.ACCOUNT_NOT_FOUND) {
                throw refuse(ProblemCode.ACCOUNT_NOT_FOUND, "there is no account with id " + recipient);
            }
            if (e.code() != ProblemCode.SERVICE_UNAVAILABLE) {
                throw e;
            }
        }
    }

    private static ProblemException refuse(ProblemCode code, String detail) {
        return ProblemException.of(code, List.of(Complaint.aboutMember("/to", detail)));
    }
}
