package dev.gembourse.bench.edge;

import java.util.List;
import java.util.Locale;

/** Ways to hand trades in, and what they are measured beside. */
enum Way {
    SINGLE("one trade a request, as soon as a connection is free"),
    PACED("the same at a fixed rate, half of what was accepted just before"),
    EMPTY("the same requests to an endpoint that does nothing"),
    BATCH("100 trades a request: trades"),
    NOBODY("the price of an asset, asked for without credentials"),
    KEY("the same with an API key"),
    TOKEN("the same with an access token"),
    PRODUCER("a Kafka producer in this program: records of the same bytes");

    /** Beside each other, what it costs to find out who asks, and to count what was asked. */
    static final List<Way> CREDENTIALS = List.of(NOBODY, KEY, TOKEN);

    private final String description;

    Way(String description) {
        this.description = description;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }
}
