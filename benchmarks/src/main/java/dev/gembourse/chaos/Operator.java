package dev.gembourse.chaos;

import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Somebody who looks at a stage of the processor, and moves its partitions. */
final class Operator {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofMinutes(2);

    private final URI processor;
    private final String area;

    /** @param area {@code trading} or {@code market} */
    Operator(URI processor, String area) {
        this.processor = processor;
        this.area = area;
    }

    /** What the partitions say that have stopped, by partition. */
    Map<Integer, String> stopped() {
        Map<Integer, String> stopped = new TreeMap<>();
        for (JsonNode partition : look()) {
            if (partition.path("state").asString().equals("STOPPED")) {
                stopped.put(
                        partition.path("partition").asInt(),
                        partition.path("detail").asString());
            }
        }
        return stopped;
    }

    /** Records that are left to settle, in all partitions. */
    long lag() {
        long records = 0;
        for (JsonNode partition : look()) {
            records += partition.path("records").asLong();
        }
        return records;
    }

    /** Returns when so many partitions have stopped and say this. */
    void awaitStopped(int partitions, String why) throws Exception {
        Scene.await(
                partitions + " partitions to stop and say " + why,
                SOON,
                () -> stopped().values().stream()
                                .filter(said -> said.contains(why))
                                .count()
                        >= partitions);
    }

    /** {@code rewind} or {@code adopt} a partition from an offset on. */
    void does(String what, int partition, long offset) {
        String path = "/v1/ops/%s?area=%s&partition=%d&offset=%d&why=chaos".formatted(what, area, partition, offset);
        Reply reply = call(path);
        Scene.require(reply.isSuccess(), "expected to " + what + " but got " + reply.status() + " " + reply.detail());
    }

    /** {@code pause} or {@code resume} the stage. */
    void switches(String what) {
        Reply reply = call("/v1/ops/" + what + "?area=" + area);
        Scene.require(reply.isSuccess(), "expected to " + what + " but got " + reply.status());
    }

    private Reply call(String path) {
        try (Gateway service = new Gateway(processor, PATIENCE)) {
            return service.send("POST", path, null, Map.of());
        }
    }

    private JsonNode look() {
        try (Gateway service = new Gateway(processor, PATIENCE)) {
            return service.get("/v1/ops/lag?area=" + area).body();
        }
    }
}
