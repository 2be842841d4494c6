package dev.gembourse.gateway.access;

import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.problem.Problems;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Finds out who sends a request. Bad credentials end it, on every route; none are a matter of the route. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class CallerFilter implements Filter {

    private final KnownCredentials credentials;

    CallerFilter(KnownCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        try {
            Caller caller = callerOf(http);
            if (caller != null) {
                caller.remember(http);
            }
        } catch (ProblemException e) {
            Problems.write(e, http, (HttpServletResponse) response);
            return;
        }
        chain.doFilter(request, response);
    }

    private @Nullable Caller callerOf(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HttpHeaders.AUTHORIZATION);
        if (!headers.hasMoreElements()) {
            return null;
        }
        String header = headers.nextElement();
        if (headers.hasMoreElements()) {
            throw Unauthenticated.because(ProblemCode.BAD_CREDENTIALS);
        }
        return credentials.check(header, request.getRemoteAddr());
    }
}
