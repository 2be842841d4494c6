package dev.gembourse.gateway.upstream;

import dev.gembourse.events.wire.Json;
import dev.gembourse.gateway.problem.Complaint;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;

/** What another service says about a failure, as far as it is used. */
record RemoteProblem(
        @Nullable String code,
        @Nullable String detail,
        @Nullable List<Complaint> errors) {

    /** The problem of our catalogue that the other service's answer means; one it does not know is the service's fault. */
    static ProblemException of(int status, @Nullable HttpEntity body, Function<String, ProblemException> unavailable)
            throws IOException {
        RemoteProblem said = read(body);
        return said.known(status).map(said::as).orElseGet(() -> switch (status) {
            case 404 -> ProblemException.of(ProblemCode.NOT_FOUND);
            default -> unavailable.apply("status " + status + ", code " + said.code);
        });
    }

    private static RemoteProblem read(@Nullable HttpEntity body) throws IOException {
        if (body != null) {
            try {
                return Json.LENIENT.readValue(body.getContent(), RemoteProblem.class);
            } catch (JacksonIOException e) {
                throw e; // the answer was cut off
            } catch (JacksonException notAProblem) {
                return new RemoteProblem(null, null, null);
            }
        }
        return new RemoteProblem(null, null, null);
    }

    private Optional<ProblemCode> known(int status) {
        return Arrays.stream(ProblemCode.values())
                .filter(candidate -> candidate.name().equals(code) && candidate != ProblemCode.INTERNAL_ERROR)
                .filter(candidate -> candidate.status().value() == status)
                .findAny();
    }

    private ProblemException as(ProblemCode ours) {
        if (errors != null && !errors.isEmpty()) {
            return ProblemException.of(ours, errors);
        }
        return ProblemException.of(ours, detail == null ? ours.explanation() : detail);
    }
}
