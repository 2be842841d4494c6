package dev.gembourse.leaderboard.rank;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same board the obvious way: sort everybody, count those with more gems. What the index must agree with. */
final class PlainBoard {

    private record Line(AccountId id, Username username, long gems, long tradeCount, Instant reachedAt) {}

    private final Map<AccountId, Line> lines = new HashMap<>();

    void put(AccountId id, Username username, long gems, long tradeCount, Instant reachedAt) {
        lines.put(id, new Line(id, username, gems, tradeCount, reachedAt));
    }

    List<BoardEntry> all() {
        List<Line> sorted = new ArrayList<>(lines.values());
        sorted.sort(Comparator.comparingLong(Line::gems)
                .reversed()
                .thenComparing(Line::reachedAt)
                .thenComparing(line -> line.id().toString()));
        List<BoardEntry> entries = new ArrayList<>();
        for (Line line : sorted) {
            long better =
                    sorted.stream().filter(other -> other.gems() > line.gems()).count();
            entries.add(new BoardEntry(
                    Math.toIntExact(better + 1), line.id(), line.username(), line.gems(), line.tradeCount()));
        }
        return entries;
    }

    static Standing standing(List<BoardEntry> all, AccountId id, int around) {
        int position = all.stream().map(BoardEntry::accountId).toList().indexOf(id);
        BoardEntry own = all.get(position);
        int fewer = Math.toIntExact(
                all.stream().filter(entry -> entry.gems() < own.gems()).count());
        long next = all.stream()
                .mapToLong(BoardEntry::gems)
                .filter(gems -> gems > own.gems())
                .min()
                .orElse(own.gems());
        List<BoardEntry> neighbours =
                all.subList(Math.max(0, position - around), Math.min(all.size(), position + around + 1));
        return new Standing(own, all.size(), fewer, next - own.gems(), neighbours);
    }

    /** Fewer × 100 ÷ others, by another way than the one under test. */
    static BigDecimal percentile(int fewer, int players) {
        return players == 1
                ? new BigDecimal("100.00")
                : new BigDecimal(String.format(java.util.Locale.ROOT, "%.2f", 100.0 * fewer / (players - 1)));
    }
}
