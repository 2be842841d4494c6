package dev.gembourse.gateway.upstream;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A path with query parameters, encoded. */
final class Query {

    private final StringBuilder text;
    private char separator = '?';

    private Query(String path) {
        this.text = new StringBuilder(path);
    }

    static Query of(String path) {
        return new Query(path);
    }

    /** Adds a parameter, unless it has no value. */
    Query with(String name, @Nullable Object value) {
        if (value != null) {
            text.append(separator)
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
