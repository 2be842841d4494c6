package dev.gembourse.stack.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the doctor found in one place, and what to do about it; a fix is there unless all is well. */
record Finding(
        Level level, String what, String found, @Nullable String fix) {
    enum Level {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String what, String found) {
        return new Finding(Level.OK, what, found, null);
    }

    static Finding warn(String what, String found, String fix) {
        return new Finding(Level.WARN, what, found, fix);
    }

    static Finding fail(String what, String found, String fix) {
        return new Finding(Level.FAIL, what, found, fix);
    }

    String asLine() {
        var line = "%-5s %-12s %s".formatted(level.toString().toLowerCase(Locale.ROOT), what, found);
        return fix == null ? line : line + "\n                   -> " + fix;
    }
}
