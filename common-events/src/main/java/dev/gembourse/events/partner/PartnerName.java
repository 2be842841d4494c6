package dev.gembourse.events.partner;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A partner's name, also that of its Kafka user: 2 to 31 of {@code a-z 0-9 -}, beginning with a letter. */
public record PartnerName(@JsonValue String value) implements Comparable<PartnerName> {

    private static final String SHAPE = "[a-z][a-z0-9-]{1,30}";
    private static final Pattern NAME = Pattern.compile(SHAPE);

    /** The names of all topics of partners, and of no others. */
    public static final Pattern TOPICS = Pattern.compile("partner\\.(" + SHAPE + ")\\.v1");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PartnerName {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "expected a partner's name to be 2 to 31 of a-z, 0-9 and '-', beginning with a letter");
        }
    }

    /** This text as a name; empty when it cannot be one. */
    public static Optional<PartnerName> of(String text) {
        return NAME.matcher(text).matches() ? Optional.of(new PartnerName(text)) : Optional.empty();
    }

    /** Whose topic this is; empty when it is no partner's. */
    public static Optional<PartnerName> ofTopic(String topic) {
        Matcher matcher = TOPICS.matcher(topic);
        return matcher.matches() ? Optional.of(new PartnerName(matcher.group(1))) : Optional.empty();
    }

    /** The one topic to which this partner, and nobody else, may write. */
    public String topic() {
        return "partner." + value + ".v1";
    }

    /** The CloudEvents source of a partner that has asked for no other. */
    public String ordinarySource() {
        return "/partners/" + value;
    }

    @Override
    public int compareTo(PartnerName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
