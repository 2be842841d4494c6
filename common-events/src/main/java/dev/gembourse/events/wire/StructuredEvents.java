package dev.gembourse.events.wire;

import dev.gembourse.events.wire.UnreadableMessage.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** CloudEvents in structured mode: one JSON object of attributes and data. Attributes that we do not know are passed over. */
final class StructuredEvents {

    private static final String CLOUD_EVENTS = "application/cloudevents";
    private static final String ONE_AS_JSON = CLOUD_EVENTS + "+json";

    private StructuredEvents() {}

    /** Whether a record with this content type has its attributes in its value. */
    static boolean isMode(String contentType) {
        return PartnerEvents.mediaType(contentType).startsWith(CLOUD_EVENTS);
    }

    static PartnerEvent read(String contentType, byte[] value) throws UnreadableMessage {
        if (!PartnerEvents.mediaType(contentType).equals(ONE_AS_JSON)) {
            throw PartnerEvents.bad("expected one event as " + ONE_AS_JSON + " but got another content type");
        }
        JsonNode event = parse(value);
        if (!event.isObject()) {
            throw new UnreadableMessage(Reason.MALFORMED_JSON, "expected a JSON object", null);
        }
        String dataType = text(event, "datacontenttype");
        if (dataType != null) {
            PartnerEvents.requireJson("datacontenttype", dataType);
        }
        JsonNode data = event.get("data");
        if (data == null) {
            throw PartnerEvents.bad("expected the member data but got none");
        }
        return PartnerEvents.event(
                text(event, "specversion"),
                text(event, "source"),
                text(event, "id"),
                text(event, "type"),
                Json.STRICT.writeValueAsBytes(data));
    }

    private static JsonNode parse(byte[] value) throws UnreadableMessage {
        try {
            return Json.STRICT.readTree(value);
        } catch (JacksonException e) {
            throw PartnerEvents.unreadable(e);
        }
    }

    private static @Nullable String text(JsonNode event, String name) throws UnreadableMessage {
        JsonNode member = event.get(name);
        if (member == null || member.isNull()) {
            return null;
        }
        if (!member.isString()) {
            throw PartnerEvents.bad("expected the attribute " + name + " to be a string");
        }
        return member.stringValue();
    }
}
