package dev.gembourse.gateway.edge;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the answers of controllers that return a {@link ResponseEntity}: always JSON, of known length, and so in one packet.
 * Spring's own way looks for a converter every time, and sends the end of an answer separately from the rest.
 */
final class JsonAnswerHandler implements HandlerMethodReturnValueHandler {

    private final JsonMapper json;

    JsonAnswerHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returned) {
        return Objects.requireNonNull(returned.getMethod()).getReturnType() == ResponseEntity.class;
    }

    @Override
    public void handleReturnValue(
            @Nullable Object answer,
            MethodParameter returned,
            ModelAndViewContainer container,
            NativeWebRequest request)
            throws IOException {
        container.setRequestHandled(true);
        ResponseEntity<?> entity = (ResponseEntity<?>) Objects.requireNonNull(answer);
        HttpServletResponse http = Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
        http.setStatus(entity.getStatusCode().value());
        HttpHeaders headers = entity.getHeaders();
        headers.forEach((name, values) -> values.forEach(value -> http.addHeader(name, value)));
        if (entity.getBody() == null) {
            http.setContentLength(0);
            return;
        }
        byte[] body = json.writeValueAsBytes(entity.getBody());
        http.setContentType(MediaType.APPLICATION_JSON_VALUE);
        http.setContentLength(body.length);
        http.getOutputStream().write(body);
    }
}
