package dev.gembourse.tools.partner;

import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Reply;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway knows of a partner.
 *
 * @param disabledAt when it ended; null while it may write
 */
record Registration(String name, String source, @Nullable String disabledAt) {

    private static final String PATH = "/v1/partners";

    /** It cannot be as it was asked for; the message says why. */
    static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }
    }

    /**
     * Registers a partner, or finds it when it is there.
     *
     * @param source which it puts into what it writes; null for the usual one, or the one it has
     * @throws Refused when it cannot be registered, has another source, or is disabled
     */
    static Registration of(Gateway gateway, String name, @Nullable String source) {
        Map<String, String> body = new HashMap<>(Map.of("name", name));
        if (source != null) {
            body.put("source", source);
        }
        Reply created = gateway.send("POST", PATH, null, body);
        if (created.isSuccess()) {
            return created.as(Registration.class);
        }
        Reply found = created.status() == 409 ? gateway.get(PATH + "/" + name) : created;
        if (!found.isSuccess()) {
            throw new Refused("the gateway does not register " + name + ": " + created.status() + " " + created.code()
                    + ", " + created.detail());
        }
        return found.as(Registration.class).usable(source);
    }

    private Registration usable(@Nullable String wanted) {
        if (disabledAt != null) {
            throw new Refused("expected a partner that may write but " + name + " has been disabled at " + disabledAt
                    + " for good; choose another name");
        }
        if (wanted != null && !wanted.equals(source)) {
            throw new Refused("expected the source " + wanted + " but " + name + " is registered with " + source
                    + ", which never changes; leave --source out, or choose another name");
        }
        return this;
    }
}
