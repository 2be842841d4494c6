package dev.gembourse.gateway.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Counts and times all requests by route and status, under the names that Spring Boot gives these metrics. Spring's own
 * observation took 6 % of a gateway's processor time for a single trade.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestTimer implements Filter {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private record Kind(String method, String route, int status) {}

    private final MeterRegistry meters;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();
    private final AtomicInteger underWay;

    RequestTimer(MeterRegistry meters) {
        this.meters = meters;
        this.underWay = meters.gauge("http.server.requests.active", new AtomicInteger());
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long began = System.nanoTime();
        underWay.incrementAndGet();
        int status = HttpStatus.INTERNAL_SERVER_ERROR.value();
        try {
            chain.doFilter(request, response);
            status = ((HttpServletResponse) response).getStatus();
        } finally {
            underWay.decrementAndGet();
            timerOf((HttpServletRequest) request, status).record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }
    }

    private Timer timerOf(HttpServletRequest request, int status) {
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "UNKNOWN";
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        Kind kind = new Kind(method, route == null ? "UNKNOWN" : route.toString(), status);
        Timer known = timers.get(kind);
        return known != null ? known : timers.computeIfAbsent(kind, this::register);
    }

    private Timer register(Kind kind) {
        HttpStatus.Series series = HttpStatus.Series.resolve(kind.status);
        return Timer.builder("http.server.requests")
                .tag("method", kind.method)
                .tag("uri", kind.route)
                .tag("status", String.valueOf(kind.status))
                .tag("outcome", series == null ? "UNKNOWN" : series.name())
                .register(meters);
    }
}
