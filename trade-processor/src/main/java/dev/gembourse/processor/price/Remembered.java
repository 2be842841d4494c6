package dev.gembourse.processor.price;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a processor keeps from batch to batch: it is their only writer, and they are dropped with it when it is not any more.
 * That there is no row is kept as well.
 */
public final class Remembered<K extends Comparable<K>, V> {

    /** When there are more, all are forgotten: what is in use is soon here again. */
    private static final int MOST = 20_000;

    private final Map<K, @Nullable V> rows = new HashMap<>();

    /** Those of a batch's keys that have to be read, in their order. They count as missing until they are put. */
    public Set<K> unknown(Collection<K> keys) {
        if (rows.size() > MOST) {
            rows.clear();
        }
        Set<K> unknown = new TreeSet<>();
        for (K key : keys) {
            if (!rows.containsKey(key)) {
                unknown.add(key);
                rows.put(key, null);
            }
        }
        return unknown;
    }

    /** The row; null when there is none. */
    public @Nullable V get(K key) {
        return rows.get(key);
    }

    public void put(K key, V row) {
        rows.put(key, row);
    }
}
