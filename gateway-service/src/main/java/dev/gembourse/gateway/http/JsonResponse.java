package dev.gembourse.gateway.http;

import dev.gembourse.events.wire.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Writes an answer: always JSON, of known length, and so in one packet. */
public final class JsonResponse {

    private JsonResponse() {}

    /** Writes status, headers and body; the body is called JSON unless the headers call it something else. */
    public static void write(ResponseEntity<?> answer, HttpServletResponse response) throws IOException {
        Object content = answer.getBody();
        byte[] body = content == null ? new byte[0] : Json.STRICT.writeValueAsBytes(content);
        response.setStatus(answer.getStatusCode().value());
        HttpHeaders headers = answer.getHeaders();
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (content != null && headers.getContentType() == null) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
