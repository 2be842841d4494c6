package dev.gembourse.gateway.edge;

import dev.gembourse.gateway.http.JsonResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Writes the answers of controllers that return a {@link ResponseEntity}. Spring's own way looks for a converter every time, and
 * sends the end of an answer separately from the rest.
 */
final class JsonAnswerHandler implements HandlerMethodReturnValueHandler {

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
        JsonResponse.write(
                (ResponseEntity<?>) Objects.requireNonNull(answer),
                Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
    }
}
