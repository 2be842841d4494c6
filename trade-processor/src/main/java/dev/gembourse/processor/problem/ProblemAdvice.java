package dev.gembourse.processor.problem;

import dev.gembourse.exactlyonce.LagUnknown;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns everything that a request may end with into a problem document. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDocument> answer(Exception e, HttpServletRequest request) {
        Problem problem = problemOf(e);
        if (problem.status() == HttpStatus.INTERNAL_SERVER_ERROR) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        }
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        return new ResponseEntity<>(ProblemDocument.of(problem, request.getRequestURI()), headers, problem.status());
    }

    private static Problem problemOf(Exception e) {
        return switch (e) {
            case Problem problem -> problem;
            case MethodArgumentTypeMismatchException mismatch ->
                Problem.badParameter(mismatch.getName(), explanation(mismatch));
            case MissingServletRequestParameterException missing ->
                Problem.badParameter(missing.getParameterName(), "expected a value but got none");
            case LagUnknown unknown -> unavailable(String.valueOf(unknown.getMessage()));
            case CannotGetJdbcConnectionException ignored -> unavailable("the database does not answer right now");
            case DataAccessResourceFailureException ignored -> unavailable("the database does not answer right now");
            case ErrorResponse response ->
                ofStatus(HttpStatus.valueOf(response.getStatusCode().value()));
            default -> ofStatus(HttpStatus.INTERNAL_SERVER_ERROR);
        };
    }

    private static Problem unavailable(String detail) {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", detail);
    }

    private static Problem ofStatus(HttpStatus status) {
        String code = status == HttpStatus.INTERNAL_SERVER_ERROR ? "INTERNAL_ERROR" : status.name();
        return Problem.of(status, code, status.getReasonPhrase());
    }

    /** Our values say themselves what they expect. */
    private static String explanation(MethodArgumentTypeMismatchException mismatch) {
        return Optional.ofNullable(mismatch.getMostSpecificCause().getMessage())
                .filter(message -> message.startsWith("expected "))
                .orElse("expected another form of value");
    }
}
