package dev.gembourse.stack.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedJarTest {

    @TempDir
    private Path folder;

    @Test
    void buildsThatDifferInNothingButTheirContentAreKeptApart() throws IOException {
        Path jar = folder.resolve("service.jar");

        UnpackedJar first = UnpackedJar.beside(build(jar, "price 1"));
        UnpackedJar second = UnpackedJar.beside(build(jar, "price 2"));
        UnpackedJar again = UnpackedJar.beside(build(jar, "price 1"));

        assertThat(second).isNotEqualTo(first);
        assertThat(again).isEqualTo(first);
    }

    private static Path build(Path jar, String content) throws IOException {
        Files.writeString(jar, content);
        return Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    }
}
