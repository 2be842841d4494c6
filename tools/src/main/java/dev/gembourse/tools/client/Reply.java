package dev.gembourse.tools.client;

import dev.gembourse.events.wire.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An answer of the gateway: the status, the headers, and the body as JSON (missing when it is empty or not JSON). */
public record Reply(HttpResponse<byte[]> response, JsonNode body) {

    static Reply of(HttpResponse<byte[]> response) {
        return new Reply(response, parse(response.body()));
    }

    public int status() {
        return response.statusCode();
    }

    /** The status that a problem document tells, or else that of the answer. */
    int statusInBody() {
        return body.path("status").asInt(status());
    }

    public boolean isSuccess() {
        return status() / 100 == 2;
    }

    /** The problem's stable code; absent when the answer is no problem document. */
    public @Nullable String code() {
        return text("code");
    }

    /** The problem in words, or the beginning of whatever came instead. */
    public String detail() {
        String detail = text("detail");
        return detail != null ? detail : excerpt();
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The body as a value of the given type. */
    public <T> T as(Class<T> type) {
        return Json.LENIENT.treeToValue(body, type);
    }

    public @Nullable String text(String member) {
        JsonNode node = body.path(member);
        return node.isMissingNode() || node.isNull() ? null : node.asString();
    }

    private String excerpt() {
        String all = new String(response.body(), StandardCharsets.UTF_8);
        return all.length() <= 200 ? all : all.substring(0, 200) + "…";
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.LENIENT.readTree(body);
        } catch (JacksonException notJson) {
            return Json.LENIENT.missingNode();
        }
    }
}
