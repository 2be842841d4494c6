package dev.gembourse.gateway.access;

import dev.gembourse.events.value.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Holds every route to its {@link Access} rule, before its body or parameters are looked at. */
@Component
class AccessRules implements HandlerInterceptor, WebMvcConfigurer, SmartInitializingSingleton {

    private static final String OURS = "dev.gembourse.gateway.";
    private static final String EXPLANATIONS = OURS + "problem."; // for everybody

    private final RequestMappingHandlerMapping routes;

    AccessRules(@Lazy @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        this.routes = routes;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void afterSingletonsInstantiated() {
        routes.getHandlerMethods().forEach((route, method) -> {
            if (isOurs(method) && method.getMethodAnnotation(Access.class) == null) {
                throw new IllegalStateException("expected @Access on " + method + ", which serves " + route);
            }
        });
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && isOurs(method)) {
            Access access = method.getMethodAnnotation(Access.class);
            if (access == null) {
                throw new IllegalStateException("expected @Access on " + method);
            }
            check(access.value(), request);
        }
        return true;
    }

    private static void check(Rule rule, HttpServletRequest request) {
        if (rule == Rule.OPEN) {
            return;
        }
        Caller caller = Caller.of(request);
        AccountId account = accountOf(request);
        if (account == null) {
            caller.require(rule);
        } else {
            caller.requireReach(account, rule);
        }
    }

    /** Null when the path names none, or nothing that could be one: that is told when it is read. */
    private static @Nullable AccountId accountOf(HttpServletRequest request) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get("accountId") instanceof String text) {
            try {
                return AccountId.of(text);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return null;
    }

    private static boolean isOurs(HandlerMethod method) {
        String type = method.getBeanType().getName();
        return type.startsWith(OURS) && !type.startsWith(EXPLANATIONS);
    }
}
