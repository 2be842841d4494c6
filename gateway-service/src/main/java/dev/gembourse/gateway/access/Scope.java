package dev.gembourse.gateway.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What credentials may be used for. A session may be used for all that its user may do, an API key for what it was made for. */
public enum Scope {
    /** Reading. */
    READ,
    /** Trading. */
    TRADE,
    /** Moving money into accounts and out of them. */
    FUND,
    /** Looking after assets, users and the system, for those who have the role. */
    ADMIN;

    /** The scope of this name, as in {@code read}. */
    @JsonCreator
    public static Scope of(String name) {
        return Arrays.stream(values())
                .filter(scope -> scope.text().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("expected one of read, trade, fund and admin"));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
