package dev.gembourse.gateway.trace;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives every request its {@link Trace}, says it in the answer, and puts it into the log lines of the request. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TraceFilter implements Filter {

    private final Clock clock;

    TraceFilter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Trace trace = Trace.begin((HttpServletRequest) request, clock.millis());
        ((HttpServletResponse) response).setHeader(Trace.REQUEST_ID_HEADER, trace.requestId());
        MDC.put("requestId", trace.requestId());
        MDC.put("traceId", trace.traceId());
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("requestId");
            MDC.remove("traceId");
        }
    }
}
