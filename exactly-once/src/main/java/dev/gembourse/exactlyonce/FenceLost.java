package dev.gembourse.exactlyonce;

/** The partition's row is not as this owner left it: somebody else has settled records, or an operator has intervened. */
final class FenceLost extends RuntimeException {

    FenceLost(String topic, Progress expected) {
        super("expected %s-%d to stand at offset %d, journal %d but somebody else has moved it"
                .formatted(topic, expected.partition(), expected.nextOffset(), expected.journalSeq()));
    }
}
