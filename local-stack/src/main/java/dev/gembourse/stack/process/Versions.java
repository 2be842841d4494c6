package dev.gembourse.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions that the build wrote into this module. */
public record Versions(String gembourse, String postgresql) {
    public static Versions read() {
        try (var stream = Versions.class.getResourceAsStream("/local-stack.properties")) {
            if (stream == null) {
                throw new IllegalStateException("expected the resource local-stack.properties but found none");
            }
            var properties = new Properties();
            properties.load(stream);
            return new Versions(properties.getProperty("version"), properties.getProperty("postgresql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
