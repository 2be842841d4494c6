package dev.gembourse.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the simulator is good for: bugs that it must find, each within {@value #MOST_HISTORIES} histories. */
class PlantedBugsTest {

    private static final int MOST_HISTORIES = 5_000;

    /** A wrong line. */
    record Bug(String source, String right, String wrong) {}

    static final Map<String, Bug> BUGS = new LinkedHashMap<>();

    static final List<String> NAMES;

    static {
        BUGS.put("the fence is not locked", new Bug("Settlement", "resources.fence().lock(connection, from);", ""));
        BUGS.put(
                "records below the next offset are taken again",
                new Bug("Reading", "if (record.offset() < nextOffset) {", "if (false) {"));
        BUGS.put(
                "repeats of journal events are taken again",
                new Bug("Reading", "if (position.index() <= sourceSeq) {", "if (false) {"));
        BUGS.put(
                "journal events that come too early are taken",
                new Bug("Reading", "if (position.index() > sourceSeq + 1) {", "if (false) {"));
        BUGS.put("events are published before the commit", new Bug("Settlement", "long commitBegin =", """
                        for (Part<C, E> part : parts) {
                            for (JournalEvent event : part.page().events()) {
                                for (String topic : resources.producer().topicsOf(event)) {
                                    resources.producer().send(topic, part.partition(), event, (sent, failure) -> {});
                                }
                            }
                        }
                        long commitBegin ="""));
        BUGS.put(
                "after a failed send publishing goes on with the next event",
                new Bug("Publication", "sentSeq = ackedSeq;", "ackedSeq = sentSeq;"));
        BUGS.put(
                "events count as published when they are sent",
                new Bug("Publication", "chunk.allSent();", "chunk.allSent(); ackedSeq = sentSeq;"));
        BUGS.put("what is cached outlives a lost fence", new Bug("Settlement", "processor = null;", ""));
        BUGS.put("a failed commit counts as not having taken place", new Bug("PartitionWorker", """
                        become(next, "a batch was not settled: " + cause.getMessage());
                """, ""));
        BUGS.put(
                "of a batch that several partitions share only the first is moved",
                new Bug("Fence", "for (Progress to : places) {", "for (Progress to : places.subList(0, 1)) {"));
        BUGS.put(
                "what is cached outlives the partition",
                new Bug(
                        "ConsumerThread",
                        "settlement.forget();\n        for (TopicPartition place : places) {",
                        "for (TopicPartition place : places) {"));
        BUGS.put(
                "the place is stored in a transaction of its own",
                new Bug("Settlement", "writes.add(resources.fence().advance(to));", """
                        asStage(() -> writes.send(connection));
                        connection.commit();
                        writes.add(resources.fence().advance(to));"""));
        BUGS.put(
                "a new owner takes all of the journal for published",
                new Bug(
                        "Publication",
                        "this.ackedSeq = from.publishedSeq();\n        this.sentSeq = from.publishedSeq();",
                        "this.ackedSeq = from.journalSeq();\n        this.sentSeq = from.journalSeq();"));
        BUGS.put(
                "a lost connection is taken for a bad record",
                new Bug("PoisonBatch", "state.startsWith(\"22\")", "state.startsWith(\"08\")"));
        BUGS.put(
                "what a first poll brought is not read again when the second fails",
                new Bug("Gathering", "all.keySet().forEach(putBack::readAgain);", ""));
        BUGS.put(
                "the chain does not include the hash before it",
                new Bug("JournalChain", "sha256.update(last.shared());", "sha256.update(JournalHash.START.shared());"));
        BUGS.put(
                "the chain goes on from the hash that the former owner found",
                new Bug("Part", "page.lastHash(),", "share.from().journalHash(),"));
        BUGS.put(
                "an event counts as published without the command that follows from it",
                new Bug(
                        "Publication",
                        "hand(chunk, () -> producer.send(followUp, event, chunk));",
                        "producer.send(followUp, event, (sent, failure) -> {});"));
        BUGS.put(
                "all records of a batch come from where its first does",
                new Bug("Reading", "Provenance.of(record.headers())", "Provenance.of(records.getFirst().headers())"));
        NAMES = List.copyOf(BUGS.keySet());
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("NAMES")
    void isFound(String name, @TempDir Path classes) throws Exception {
        Bug bug = BUGS.get(name);
        PlantedBug planted = new PlantedBug(bug.source(), bug.right(), bug.wrong(), classes);
        String finding = null;
        for (long seed = 1; finding == null && seed <= MOST_HISTORIES; seed++) {
            finding = planted.find(seed);
        }
        assertThat(finding).as("what the simulator finds when " + name).isNotNull();
    }
}
