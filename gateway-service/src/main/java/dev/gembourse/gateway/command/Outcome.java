package dev.gembourse.gateway.command;

import dev.gembourse.events.view.OperationView;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.util.Arrays;

/** Turns what became of an operation into an answer. */
final class Outcome {

    private Outcome() {}

    /**
     * The result of a settled operation.
     *
     * @throws ProblemException what a refused one is answered with
     */
    static Answer answer(OperationView outcome, long waitSeconds, boolean replayed) {
        return switch (outcome.status()) {
            case SETTLED ->
                Answer.settled(outcome, outcome.result() == null ? outcome : outcome.result(), waitSeconds, replayed);
            case REFUSED -> throw problem(codeOf(outcome), outcome, waitSeconds, replayed);
            case QUARANTINED -> throw problem(ProblemCode.QUARANTINED, outcome, waitSeconds, replayed);
            case PENDING -> throw new IllegalStateException("expected an outcome but got PENDING");
        };
    }

    private static ProblemException problem(
            ProblemCode code, OperationView outcome, long waitSeconds, boolean replayed) {
        String detail = outcome.detail() == null ? code.explanation() : outcome.detail();
        return ProblemException.of(code, detail)
                .about(outcome.operationId())
                .at(outcome.position())
                .with(Answer.headersOf(outcome, waitSeconds, replayed));
    }

    private static ProblemCode codeOf(OperationView outcome) {
        return Arrays.stream(ProblemCode.values())
                .filter(code -> code.name().equals(outcome.reason()))
                .findAny()
                .orElseThrow(() ->
                        new IllegalStateException("expected a reason of the catalogue but got " + outcome.reason()));
    }
}
