package dev.gembourse.gateway.openapi;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/** Says which members are always there: every component of a record that is not {@code @Nullable}, as everywhere else. */
@Component
@Order(0)
class MemberDescription implements GlobalOperationCustomizer, GlobalOpenApiCustomizer {

    private final Map<String, Class<?>> records = new HashMap<>();

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Method method = handler.getMethod();
        visit(ResolvableType.forMethodReturnType(method));
        for (MethodParameter parameter : handler.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                visit(ResolvableType.forMethodParameter(parameter));
            }
        }
        for (ApiResponse response : method.getAnnotationsByType(ApiResponse.class)) {
            Arrays.stream(response.content()).forEach(content -> {
                visit(ResolvableType.forClass(content.schema().implementation()));
                Arrays.stream(content.schema().oneOf()).forEach(type -> visit(ResolvableType.forClass(type)));
            });
        }
        return operation;
    }

    @Override
    public void customise(OpenAPI api) {
        records.forEach((name, type) -> {
            Schema<?> schema = api.getComponents().getSchemas().get(name);
            if (schema != null) {
                schema.setRequired(required(type));
            }
        });
    }

    private void visit(ResolvableType type) {
        Class<?> raw = type.resolve(Object.class);
        if (raw.isRecord() && records.putIfAbsent(nameOf(type), raw) == null) {
            for (RecordComponent component : raw.getRecordComponents()) {
                visit(ResolvableType.forType(component.getGenericType(), type));
            }
        } else if (!raw.isRecord()) {
            Arrays.stream(type.getGenerics()).forEach(this::visit);
        }
    }

    /** As springdoc names it: a generic type together with its parameters. */
    private static String nameOf(ResolvableType type) {
        return type.resolve(Object.class).getSimpleName()
                + Arrays.stream(type.getGenerics())
                        .map(MemberDescription::nameOf)
                        .collect(Collectors.joining());
    }

    private static List<String> required(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .sorted()
                .toList();
    }
}
