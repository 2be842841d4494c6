package dev.gembourse.gateway.problem;

import dev.gembourse.events.wire.Json;
import dev.gembourse.gateway.trace.Trace;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.springframework.http.MediaType;

/** Answers what Tomcat refuses before any filter or controller sees it, such as a malformed request line. Made by Tomcat. */
public final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        AtomicBoolean allowed = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
        if (!allowed.get()) {
            return;
        }
        ProblemException problem = ProblemAdvice.ofStatus(response.getStatus());
        Trace trace = Trace.of(request);
        try {
            response.setStatus(problem.status().value());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(Json.STRICT.writeValueAsBytes(Problem.of(problem, "", trace.traceId())));
            response.finishResponse();
        } catch (IOException callerIsGone) {
            // there is nobody to tell
        }
    }
}
