package dev.gembourse.gateway.edge;

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

/** Tells browsers what not to do with an answer. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class SecurityHeaders implements Filter {

    private static final String API = "/v1/";
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    /** The pages that show the API documents style themselves. */
    private static final String PAGES =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse answer = (HttpServletResponse) response;
        boolean api = ((HttpServletRequest) request).getServletPath().startsWith(API);
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("Content-Security-Policy", api ? NOTHING : PAGES);
        answer.setHeader("X-Frame-Options", "DENY");
        answer.setHeader("Referrer-Policy", "no-referrer");
        if (api) {
            answer.setHeader("Cache-Control", "no-store");
        }
        if (request.isSecure()) {
            answer.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        chain.doFilter(request, response);
    }
}
