package dev.gembourse.gateway.problem;

import dev.gembourse.gateway.http.JsonResponse;
import dev.gembourse.gateway.trace.Trace;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Turns {@link ProblemException}s into answers. */
public final class Problems {

    /** How long, in seconds, to wait before a passing problem is tried again. */
    private static final String RETRY_AFTER = "1";

    private Problems() {}

    /** The document for one item of several, or for the whole request. */
    public static Problem document(ProblemException e, HttpServletRequest request) {
        // What went wrong outside Spring MVC comes as a request for the error page.
        Object asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return Problem.of(
                e,
                asked instanceof String path ? path : request.getRequestURI(),
                Trace.of(request).traceId());
    }

    static ResponseEntity<Object> answer(ProblemException e, HttpServletRequest request, HttpHeaders more) {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(more);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (e.code().isPassing()) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        e.headers().forEach(headers::set);
        return new ResponseEntity<>(document(e, request), headers, e.status());
    }

    /** Answers from where Spring MVC is not at work, such as a filter. */
    public static void write(ProblemException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        JsonResponse.write(answer(e, request, HttpHeaders.EMPTY), response);
    }
}
