package dev.gembourse.stack.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The main class of the broker's process: formats the data folder when it is new, then runs Kafka's own main class.
 * Both in one JVM, because a second JVM for formatting would double the time of the first start.
 */
final class BrokerProgram {
    private BrokerProgram() {}

    /** Arguments: the properties file, the data folder, the cluster id to format a new folder with. */
    public static void main(String[] arguments) {
        var properties = arguments[0];
        if (!Files.exists(Path.of(arguments[1], "meta.properties"))) {
            var exit = StorageTool.execute(
                    new String[] {"format", "--standalone", "-t", arguments[2], "-c", properties}, System.out);
            if (exit != 0) {
                System.exit(exit);
            }
        }
        Kafka.main(new String[] {properties});
    }
}
