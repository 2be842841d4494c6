package dev.gembourse.leaderboard.problem;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers every exception with a problem document. */
@RestControllerAdvice
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<Problem.Document> answer(Exception e, HttpServletRequest request) {
        Problem problem = switch (e) {
            case Problem own -> own;
            case MethodArgumentTypeMismatchException mismatch ->
                Problem.badParameter(mismatch.getName(), expectation(mismatch));
            case MissingServletRequestParameterException missing ->
                Problem.badParameter(missing.getParameterName(), "expected a value but got none");
            case ErrorResponse framework ->
                Problem.of(HttpStatus.valueOf(framework.getStatusCode().value()));
            default -> Problem.of(HttpStatus.INTERNAL_SERVER_ERROR);
        };
        if (problem.status() == HttpStatus.INTERNAL_SERVER_ERROR) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        }
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (e instanceof ErrorResponse framework) {
            answer.headers(headers -> headers.putAll(framework.getHeaders()));
            answer.contentType(MediaType.APPLICATION_PROBLEM_JSON);
        }
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.header("Retry-After", "1");
        }
        return answer.body(problem.document(request.getRequestURI()));
    }

    /** Values of the published language say themselves what they expect; other conversions do not speak to callers. */
    private static String expectation(TypeMismatchException mismatch) {
        for (Throwable cause = mismatch.getCause(); cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause.getClass() == IllegalArgumentException.class
                    && message != null
                    && message.startsWith("expected ")) {
                return message;
            }
        }
        return mismatch.getRequiredType() == int.class ? "expected a whole number" : "expected another form of value";
    }
}
