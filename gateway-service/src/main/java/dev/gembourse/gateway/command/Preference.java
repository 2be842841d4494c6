package dev.gembourse.gateway.command;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the caller prefers to wait for the outcome (RFC 7240). Preferences that are not understood are passed over. */
final class Preference {

    static final String HEADER = "Prefer";
    static final int LONGEST_SECONDS = 10;

    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?([0-9]{1,9})\"?");

    private Preference() {}

    /** The first preference called {@code wait}, at most {@value #LONGEST_SECONDS} seconds; zero if there is none. */
    static Duration wait(List<String> headers) {
        for (String header : headers) {
            for (String preference : header.split("[,;]", -1)) {
                Matcher wait = WAIT.matcher(preference.strip().toLowerCase(Locale.ROOT));
                if (wait.matches()) {
                    return Duration.ofSeconds(Math.min(Integer.parseInt(wait.group(1)), LONGEST_SECONDS));
                }
            }
        }
        return Duration.ZERO;
    }
}
