package dev.gembourse.gateway.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.json.JsonMapper;

/** Puts our own ways of reading and writing JSON before those that Spring chooses from. */
@Component
class DirectJson implements SmartInitializingSingleton {

    private final RequestMappingHandlerAdapter controllers;
    private final JsonMapper json;

    DirectJson(RequestMappingHandlerAdapter controllers, JsonMapper json) {
        this.controllers = controllers;
        this.json = json;
    }

    @Override
    public void afterSingletonsInstantiated() {
        controllers.setArgumentResolvers(before(new JsonBodyResolver(json), controllers.getArgumentResolvers()));
        controllers.setReturnValueHandlers(before(new JsonAnswerHandler(), controllers.getReturnValueHandlers()));
    }

    private static <T> List<T> before(T first, @Nullable List<T> others) {
        List<T> all = new ArrayList<>();
        all.add(first);
        all.addAll(Objects.requireNonNull(others));
        return all;
    }
}
