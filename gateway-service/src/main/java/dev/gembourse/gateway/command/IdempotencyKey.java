package dev.gembourse.gateway.command;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gembourse.gateway.problem.Complaint;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the caller calls an intent, so that a retry is the same operation: 1 to 255 printable ASCII characters. */
public record IdempotencyKey(@JsonValue String value) {

    public static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public IdempotencyKey {
        if (value.isEmpty() || value.length() > LONGEST || !value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("expected a key of 1 to " + LONGEST + " printable ASCII characters");
        }
    }

    /** Reads the header: a quoted string of structured fields (RFC 9651), or the bare key. */
    static IdempotencyKey parse(List<String> headers) {
        if (headers.isEmpty()) {
            throw ProblemException.of(ProblemCode.IDEMPOTENCY_KEY_REQUIRED);
        }
        if (headers.size() > 1) {
            throw invalid("expected one " + HEADER + " but got " + headers.size());
        }
        String text = headers.getFirst().strip();
        String key = text.startsWith("\"") ? unquote(text) : text;
        try {
            if (key != null) {
                return new IdempotencyKey(key);
            }
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
        throw invalid("expected a string that ends with its closing quote");
    }

    private static @Nullable String unquote(String text) {
        StringBuilder key = new StringBuilder(text.length());
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i == text.length() - 1 ? key.toString() : null;
            }
            if (c == '\\') {
                i++;
                if (i == text.length() || (text.charAt(i) != '"' && text.charAt(i) != '\\')) {
                    return null;
                }
            }
            key.append(text.charAt(i));
        }
        return null;
    }

    private static ProblemException invalid(@Nullable String detail) {
        return ProblemException.of(
                ProblemCode.IDEMPOTENCY_KEY_INVALID,
                List.of(Complaint.aboutParameter(HEADER, detail == null ? "expected a key" : detail)));
    }

    @Override
    public String toString() {
        return value;
    }
}
