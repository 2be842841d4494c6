package dev.gembourse.gateway.problem;

import dev.gembourse.events.wire.Json;
import dev.gembourse.events.wire.Pointers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/** Maps every exception that a request may end with to a problem of the catalogue. */
@RestControllerAdvice
public class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    /** Where an answer has begun, nothing else can be said: the server is to break the connection off. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> answer(Exception e, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (response.isCommitted()) {
            throw e;
        }
        return answer(e, request);
    }

    /** The problem that a request ended with; null when the caller is gone and there is nobody to tell. */
    public @Nullable ResponseEntity<Object> answer(Exception e, HttpServletRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            return null;
        }
        HttpHeaders headers = e instanceof ErrorResponse response ? response.getHeaders() : HttpHeaders.EMPTY;
        ProblemException problem = problemOf(e);
        if (problem.code() == ProblemCode.INTERNAL_ERROR) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        }
        return Problems.answer(problem, request, headers);
    }

    private static ProblemException problemOf(Exception e) {
        return switch (e) {
            case ProblemException problem -> problem;
            case HttpMessageNotReadableException unreadable -> badBody(unreadable.getCause());
            case MissingServletRequestParameterException missing ->
                ProblemException.badParameter(missing.getParameterName(), "expected a value but got none");
            case MethodArgumentTypeMismatchException mismatch ->
                ProblemException.badParameter(mismatch.getName(), explain(mismatch));
            case DataAccessResourceFailureException ignored -> databaseAway();
            case TransientDataAccessException ignored -> databaseAway();
            case CannotCreateTransactionException ignored -> databaseAway();
            case ErrorResponse other -> ofStatus(other.getStatusCode().value());
            default -> ProblemException.of(ProblemCode.INTERNAL_ERROR);
        };
    }

    private static ProblemException databaseAway() {
        return ProblemException.of(ProblemCode.SERVICE_UNAVAILABLE, "users and keys cannot be looked up right now");
    }

    /** What is wrong with a body, told by what Jackson said. */
    static ProblemException badBody(@Nullable Throwable cause) {
        return switch (cause) {
            case StreamReadException broken -> ProblemException.of(ProblemCode.MALFORMED_JSON, Json.explain(broken));
            case StreamConstraintsException limit ->
                ProblemException.of(ProblemCode.MALFORMED_JSON, Json.explain(limit));
            case JacksonException content -> ProblemException.badMember(Pointers.of(content), Json.explain(content));
            case null, default -> ProblemException.badMember("", "expected a JSON object as the body but got none");
        };
    }

    static ProblemException ofStatus(int status) {
        return switch (status) {
            case 404 -> ProblemException.of(ProblemCode.NOT_FOUND);
            case 405 -> ProblemException.of(ProblemCode.METHOD_NOT_ALLOWED);
            case 406 -> ProblemException.of(ProblemCode.NOT_ACCEPTABLE);
            case 413 -> ProblemException.of(ProblemCode.CONTENT_TOO_LARGE);
            case 415 -> ProblemException.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
            case 503 -> ProblemException.of(ProblemCode.SERVICE_UNAVAILABLE);
            default -> ofOtherStatus(HttpStatus.resolve(status));
        };
    }

    /** What the catalogue has no name for: the request is at fault, unless we are. */
    private static ProblemException ofOtherStatus(@Nullable HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> ProblemException.of(ProblemCode.INVALID_PARAMETER);
            case NOT_IMPLEMENTED, HTTP_VERSION_NOT_SUPPORTED ->
                ProblemException.of(ProblemCode.INVALID_PARAMETER, status, status.getReasonPhrase());
            case null -> ProblemException.of(ProblemCode.INTERNAL_ERROR);
            default ->
                status.is4xxClientError()
                        ? ProblemException.of(ProblemCode.INVALID_PARAMETER, status, status.getReasonPhrase())
                        : ProblemException.of(ProblemCode.INTERNAL_ERROR);
        };
    }

    private static String explain(TypeMismatchException mismatch) {
        Class<?> type = mismatch.getRequiredType();
        if (type != null && type.isEnum()) {
            return "expected one of " + Arrays.toString(type.getEnumConstants());
        }
        for (Throwable cause = mismatch.getCause(); cause != null; cause = cause.getCause()) {
            if (cause.getClass() == IllegalArgumentException.class && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return type == Integer.class || type == int.class
                ? "expected a whole number"
                : "expected another form of value";
    }
}
