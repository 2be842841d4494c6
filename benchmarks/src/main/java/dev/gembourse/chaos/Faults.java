package dev.gembourse.chaos;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All faults that can be made to happen, and those that cannot yet. */
final class Faults {

    /** A fault of docs/reliability.md that this program does not make. */
    record Missing(int row, String what, String why) {}

    private Faults() {}

    /** In the order of docs/reliability.md. */
    static List<Fault> all() {
        return Stream.of(ServiceFaults.all(), ServerFaults.all(), RecordFaults.all(), PeopleFaults.all())
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(Fault::row))
                .toList();
    }

    static List<Missing> missing() {
        return List.of(
                new Missing(
                        3,
                        "connection cut right after COMMIT is sent",
                        "needs a proxy; sessions-cut leaves it to chance"),
                new Missing(9, "brokers of a cluster killed", "there is one broker"),
                new Missing(11, "disk full", "needs a file system of its own"),
                new Missing(17, "a record that kills the JVM", "its quarantine counts as a loss in I2"),
                new Missing(18, "a small record that is large when unpacked", "nothing protects from it yet"),
                new Missing(19, "topic deleted and created again", "what is lost cannot be checked afterwards"),
                new Missing(20, "clock jumps", "needs a clock that can be moved"),
                new Missing(27, "memory, threads or files exhausted", "not built"));
    }
}
