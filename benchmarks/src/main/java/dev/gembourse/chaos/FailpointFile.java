package dev.gembourse.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Names a failpoint to the services: a file of JVM options that each service reads when it starts. */
final class FailpointFile {

    private final Path file;

    FailpointFile(Path home) {
        this.file = home.resolve("failpoint.options");
        disarm();
    }

    /** What makes a JVM read the file. */
    String javaOption() {
        return "@" + file.toAbsolutePath();
    }

    /** Services that start from now on die at this point, if they have that stage. */
    void arm(String stage, String point, int nth) {
        write("-DGEMBOURSE_FAILPOINT=" + stage + ":" + point + ":" + nth + ":halt\n");
    }

    /** In services that start from now on a thread of that stage dies at this point, of an error that nobody catches. */
    void armThread(String stage, String point, int nth) {
        write("-DGEMBOURSE_FAILPOINT=" + stage + ":" + point + ":" + nth + ":error\n");
    }

    /** Services that start from now on die each time they are about to decide this record, if they have that stage. */
    void arm(String stage, RecordMetadata place) {
        write("-DGEMBOURSE_FAILPOINT=%s:deciding:%d.%d:halt%n".formatted(stage, place.partition(), place.offset()));
    }

    /** Services that start from now on get this option. */
    void give(String option) {
        write(option + "\n");
    }

    void disarm() {
        write("\n");
    }

    private void write(String options) {
        try {
            Files.writeString(file, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
