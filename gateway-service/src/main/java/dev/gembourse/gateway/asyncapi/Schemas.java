package dev.gembourse.gateway.asyncapi;

import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.PartnerEvents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The JSON Schemas of the published language, by the names of types. */
final class Schemas {

    private static final Set<String> TYPES =
            new TreeSet<>(Stream.concat(Contracts.all().stream().map(Contract::types), Stream.of(PartnerEvents.types()))
                    .flatMap(Collection::stream)
                    .toList());

    private Schemas() {}

    static Set<String> types() {
        return TYPES;
    }

    /** As JSON; empty when there is no such type, whatever file the name might lead to. */
    static Optional<byte[]> find(String type) {
        return TYPES.contains(type) ? Optional.of(read(type)) : Optional.empty();
    }

    private static byte[] read(String type) {
        try (InputStream schema = Contracts.class.getResourceAsStream("/schemas/" + type + ".json")) {
            if (schema == null) {
                throw new IllegalStateException("expected a schema of " + type);
            }
            return schema.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
