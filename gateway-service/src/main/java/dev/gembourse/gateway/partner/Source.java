package dev.gembourse.gateway.partner;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gembourse.events.partner.PartnerName;
import java.net.URI;
import java.net.URISyntaxException;

/** Of which origin a partner's events say they are: a URI reference in ASCII of 1 to 200 characters, and none of ours. */
record Source(@JsonValue String value) {

    private static final int LONGEST = 200;
    private static final String OURS = "/gembourse";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Source {
        if (value.isEmpty() || value.length() > LONGEST || !isUriReference(value) || value.startsWith(OURS)) {
            throw new IllegalArgumentException("expected source to be a URI reference of 1 to " + LONGEST
                    + " ASCII characters that does not begin with " + OURS);
        }
    }

    /** Whether it is made of a partner's name. */
    boolean isOrdinary() {
        return value.startsWith("/partners/");
    }

    static Source ordinary(PartnerName partner) {
        return new Source(partner.ordinarySource());
    }

    private static boolean isUriReference(String text) {
        try {
            return new URI(text).toASCIIString().equals(text);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
