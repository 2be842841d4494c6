package dev.gembourse.processor.verify;

import dev.gembourse.exactlyonce.JournalHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hashes that were printed by earlier runs and kept where nobody could change them. */
final class KeptHashes {

    private static final Pattern LINE = Pattern.compile("chain (\\w+) (\\d{1,5}) (\\d{1,18}) ([0-9a-f]{64})");

    private final Map<String, NavigableMap<Integer, NavigableMap<Long, JournalHash>>> journals = new HashMap<>();

    private KeptHashes() {}

    static KeptHashes none() {
        return new KeptHashes();
    }

    /**
     * Those in a file, which is what an earlier run has printed, or several one after the other.
     *
     * @throws IllegalArgumentException when there are none, or two that contradict each other
     */
    static KeptHashes in(Path file) throws IOException {
        KeptHashes kept = new KeptHashes();
        for (String line : Files.readAllLines(file)) {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                kept.add(line, matcher);
            } else if (line.startsWith("chain ")) {
                throw new IllegalArgumentException("expected a line like " + line("trading", 0, 0, JournalHash.START)
                        + " but got " + line + " in " + file);
            }
        }
        if (kept.journals.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected lines that begin with \"chain \" in " + file + " but found none");
        }
        return kept;
    }

    /** What is printed of a partition, to be kept. */
    static String line(String schema, int partition, long seq, JournalHash hash) {
        return "chain %s %d %d %s".formatted(schema, partition, seq, hash);
    }

    /** A partition's kept hashes by the numbers of their events. */
    NavigableMap<Long, JournalHash> of(String schema, int partition) {
        return journals.getOrDefault(schema, new TreeMap<>()).getOrDefault(partition, new TreeMap<>());
    }

    /** The schemas with a kept hash. */
    Set<String> schemas() {
        return new TreeSet<>(journals.keySet());
    }

    /** The partitions of a schema with a kept hash. */
    NavigableSet<Integer> partitions(String schema) {
        return new TreeSet<>(journals.getOrDefault(schema, new TreeMap<>()).keySet());
    }

    private void add(String line, Matcher matcher) {
        JournalHash hash = JournalHash.parse(matcher.group(4));
        JournalHash before = journals.computeIfAbsent(matcher.group(1), _ -> new TreeMap<>())
                .computeIfAbsent(Integer.valueOf(matcher.group(2)), _ -> new TreeMap<>())
                .putIfAbsent(Long.valueOf(matcher.group(3)), hash);
        if (before != null && !before.equals(hash)) {
            throw new IllegalArgumentException(
                    "expected one hash for each event but got " + before + " before: " + line);
        }
    }
}
