package dev.gembourse.tools.demo;

import dev.gembourse.tools.client.Answered;
import java.util.Map;
import java.util.TreeMap;

/** How many trades were settled, and how many refused for which reason. Thread-safe. */
final class Score {

    private long settled;
    private long lost;
    private final Map<String, Long> refused = new TreeMap<>();

    synchronized void count(Answered trade) {
        switch (trade.status()) {
            case SETTLED -> settled++;
            case REFUSED -> refused.merge(String.valueOf(trade.reason()), 1L, Long::sum);
            case PENDING, QUARANTINED -> lost++;
        }
    }

    /** A trade of which no outcome could be had. */
    synchronized void countLost() {
        lost++;
    }

    synchronized long settled() {
        return settled;
    }

    synchronized long withoutOutcome() {
        return lost;
    }

    synchronized Map<String, Long> refused() {
        return new TreeMap<>(refused);
    }
}
