package dev.gembourse.stack.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The main class of the broker's process: formats the data folder when it is new, then runs Kafka's own main class.
 * Both in one JVM, because a second JVM for formatting would double the time of the first start.
 */
final class BrokerProgram {
    private BrokerProgram() {}

    /** Arguments: the properties file, the data folder, the cluster id to format a new folder with, whether it is alone. */
    public static void main(String[] arguments) {
        var properties = arguments[0];
        if (!Files.exists(Path.of(arguments[1], "meta.properties"))) {
            var words = new ArrayList<>(List.of("format", "-t", arguments[2], "-c", properties));
            if (Boolean.parseBoolean(arguments[3])) {
                words.add("--standalone");
            }
            var exit = StorageTool.execute(words.toArray(String[]::new), System.out);
            if (exit != 0) {
                System.exit(exit);
            }
        }
        Kafka.main(new String[] {properties});
    }
}
