package dev.gembourse.gateway.access;

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

/** Shows metrics to those who see everything else. Health is for everybody, since those who ask for it have no credentials. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class MetricsFilter implements Filter {

    private static final String ACTUATOR = "/actuator";
    private static final String HEALTH = "/actuator/health";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        String path = http.getServletPath();
        if (path.startsWith(ACTUATOR) && !path.startsWith(HEALTH)) {
            try {
                Caller.of(http).require(Rule.OVERSEE);
            } catch (ProblemException e) {
                Problems.write(e, http, (HttpServletResponse) response);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
