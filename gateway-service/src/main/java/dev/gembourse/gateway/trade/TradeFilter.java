package dev.gembourse.gateway.trade;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.command.CommandContext;
import dev.gembourse.gateway.edge.BufferedRequest;
import dev.gembourse.gateway.http.JsonResponse;
import dev.gembourse.gateway.problem.ProblemAdvice;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives the requests that are made most, single trades, to their controller without Spring MVC's dispatcher, which would cost
 * more than what the controller does. What cannot be read goes on to the dispatcher, before anything has happened, and it tells why.
 * Comes after the other filters.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class TradeFilter implements Filter {

    private static final String BEFORE_ACCOUNT = TradeController.ROUTE.substring(0, TradeController.ROUTE.indexOf('{'));
    private static final String AFTER_ACCOUNT = TradeController.ROUTE.substring(TradeController.ROUTE.indexOf('}') + 1);
    private static final int LENGTH = BEFORE_ACCOUNT.length() + 36 + AFTER_ACCOUNT.length();

    private final TradeController controller;
    private final ProblemAdvice problems;
    private final ObjectReader reader;

    TradeFilter(TradeController controller, ProblemAdvice problems, JsonMapper json) {
        this.controller = controller;
        this.problems = problems;
        this.reader = json.readerFor(TradeRequest.class);
    }

    private record Asked(AccountId account, TradeRequest trade) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        Asked asked = read(http);
        if (asked == null) {
            chain.doFilter(request, response);
            return;
        }
        http.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, TradeController.ROUTE);
        ResponseEntity<Object> answer = answer(asked, http);
        if (answer != null) {
            JsonResponse.write(answer, (HttpServletResponse) response);
        }
    }

    private @Nullable ResponseEntity<Object> answer(Asked asked, HttpServletRequest request) {
        try {
            Caller.of(request).requireReach(asked.account(), Rule.TRADE);
            return controller.trade(asked.account(), CommandContext.of(request), asked.trade());
        } catch (RuntimeException e) {
            return problems.answer(e, request);
        }
    }

    /** Null when it is no request for a trade, or not one as all are. */
    private @Nullable Asked read(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.length() != LENGTH
                || !path.startsWith(BEFORE_ACCOUNT)
                || !path.endsWith(AFTER_ACCOUNT)
                || !request.getMethod().equals("POST")
                || !MediaType.APPLICATION_JSON_VALUE.equals(request.getContentType())) {
            return null;
        }
        byte[] body = BufferedRequest.bodyOf(request);
        if (body == null) {
            return null;
        }
        try {
            String account = path.substring(BEFORE_ACCOUNT.length(), path.length() - AFTER_ACCOUNT.length());
            TradeRequest trade = reader.readValue(body);
            return trade == null ? null : new Asked(AccountId.of(account), trade);
        } catch (IllegalArgumentException | JacksonException e) {
            return null;
        }
    }
}
