package dev.gembourse.gateway.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Gives controllers the body of a request: always JSON, read at once. Spring's own way looks for a converter every time. */
final class JsonBodyResolver implements HandlerMethodArgumentResolver {

    private final JsonMapper json;
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    JsonBodyResolver(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        RequestBody body = parameter.getParameterAnnotation(RequestBody.class);
        return body != null && body.required();
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws HttpMediaTypeNotSupportedException, IOException {
        HttpServletRequest http = (HttpServletRequest) Objects.requireNonNull(request.getNativeRequest());
        requireJson(http.getContentType());
        byte[] body = http.getInputStream().readAllBytes();
        if (body.length == 0) {
            throw unreadable("no body", null, http);
        }
        Object value;
        try {
            value = readerOf(parameter.getParameterType()).readValue(body);
        } catch (JacksonException e) {
            throw unreadable("not the expected JSON", e, http);
        }
        if (value == null) {
            throw unreadable("null", null, http);
        }
        return value;
    }

    private ObjectReader readerOf(Class<?> type) {
        ObjectReader reader = readers.get(type);
        return reader != null ? reader : readers.computeIfAbsent(type, json::readerFor);
    }

    private static void requireJson(@Nullable String contentType) throws HttpMediaTypeNotSupportedException {
        if (MediaType.APPLICATION_JSON_VALUE.equals(contentType)) {
            return;
        }
        MediaType type = parse(contentType);
        if (type == null || !(MediaType.APPLICATION_JSON.includes(type) || "json".equals(type.getSubtypeSuffix()))) {
            throw new HttpMediaTypeNotSupportedException(type, List.of(MediaType.APPLICATION_JSON));
        }
    }

    private static @Nullable MediaType parse(@Nullable String contentType) throws HttpMediaTypeNotSupportedException {
        try {
            return contentType == null ? null : MediaType.parseMediaType(contentType);
        } catch (InvalidMediaTypeException e) {
            throw new HttpMediaTypeNotSupportedException(e.getMessage());
        }
    }

    private static HttpMessageNotReadableException unreadable(
            String why, @Nullable JacksonException cause, HttpServletRequest http) {
        return new HttpMessageNotReadableException(why, cause, new ServletServerHttpRequest(http));
    }
}
