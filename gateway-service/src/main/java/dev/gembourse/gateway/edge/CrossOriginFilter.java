package dev.gembourse.gateway.edge;

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
import java.time.Duration;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

/** Answers browsers that ask whether a page of another origin may use the API, and refuses those that may not. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class CrossOriginFilter implements Filter {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    /** Only says no; what is answered then is ours to say. */
    private static final class Quiet extends DefaultCorsProcessor {
        @Override
        protected void rejectRequest(ServerHttpResponse response) {}
    }

    private final Quiet processor = new Quiet();
    private final CorsConfiguration rules = new CorsConfiguration();

    CrossOriginFilter(CrossOriginSettings settings) {
        rules.setAllowedOrigins(settings.origins());
        rules.setAllowedMethods(List.of("GET", "POST", "PATCH", "DELETE"));
        rules.setAllowedHeaders(
                List.of("Authorization", "Content-Type", "Idempotency-Key", "Prefer", "X-Request-Id", "traceparent"));
        rules.setExposedHeaders(List.of(
                "Content-Disposition",
                "Location",
                "Retry-After",
                "Idempotency-Replayed",
                "Outcome-Position",
                "Preference-Applied",
                "RateLimit",
                "RateLimit-Policy",
                "X-Request-Id"));
        rules.setAllowCredentials(false);
        rules.setMaxAge(REMEMBERED);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (!CorsUtils.isCorsRequest(http)) {
            chain.doFilter(request, response);
            return;
        }
        if (!processor.processRequest(rules, http, (HttpServletResponse) response)) {
            ProblemException refused =
                    ProblemException.of(ProblemCode.FORBIDDEN, "pages of this origin may not use the API");
            Problems.write(refused, http, (HttpServletResponse) response);
            return;
        }
        if (!CorsUtils.isPreFlightRequest(http)) {
            chain.doFilter(request, response);
        }
    }
}
