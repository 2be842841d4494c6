package dev.gembourse.chaos;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All faults that can be made to happen, and those that cannot yet. */
final class Faults {

    /** A fault of docs/reliability.md that this program does not make. */
    record Missing(int row, String what, String why) {}

    private Faults() {}

    /**
     * In the order of docs/reliability.md.
     *
     * @param cluster whether there are three brokers
     */
    static List<Fault> all(boolean cluster) {
        return Stream.of(
                        ServiceFaults.all(),
                        ServerFaults.all(),
                        CommitFaults.all(),
                        RecordFaults.all(),
                        PeopleFaults.all(),
                        CrowdFaults.all(),
                        LimitFaults.all(),
                        ClusterFaults.all(cluster),
                        TopicFaults.all())
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt(Fault::row))
                .toList();
    }

    static List<Missing> missing() {
        return List.of(new Missing(18, "a small record that is large when unpacked", "nothing protects from it yet"));
    }
}
