package dev.gembourse.gateway.access;

import dev.gembourse.gateway.limit.RateLimits;
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
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Holds everybody to their share of requests, and says what is left of it. Only health may be asked for at will. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class RateFilter implements Filter {

    private static final String HEALTH = "/actuator/health";

    private final RateLimits limits;

    RateFilter(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        if (!http.getServletPath().startsWith(HEALTH)) {
            try {
                RateLimits.Allowance allowance = allowance(http);
                answer.setHeader("RateLimit-Policy", allowance.policy());
                answer.setHeader("RateLimit", allowance.left());
            } catch (ProblemException e) {
                Problems.write(e, http, answer);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private RateLimits.Allowance allowance(HttpServletRequest request) {
        Caller caller = Caller.orNobody(request);
        if (caller == null) {
            return limits.ofAddress(request.getRemoteAddr());
        }
        return caller.role() == Role.ADMIN ? limits.ofAdmin(caller.userId()) : limits.ofUser(caller.userId());
    }
}
