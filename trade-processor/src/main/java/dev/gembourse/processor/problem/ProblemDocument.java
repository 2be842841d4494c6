package dev.gembourse.processor.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A problem as it leaves the service. */
record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @Nullable List<Fault> errors) {

    /** What is wrong with a parameter. */
    record Fault(String parameter, String detail) {}

    static ProblemDocument of(Problem problem, String instance) {
        return new ProblemDocument(
                "about:blank",
                problem.status().getReasonPhrase(),
                problem.status().value(),
                problem.detail(),
                instance,
                problem.code(),
                problem.parameter() == null ? null : List.of(new Fault(problem.parameter(), problem.detail())));
    }
}
