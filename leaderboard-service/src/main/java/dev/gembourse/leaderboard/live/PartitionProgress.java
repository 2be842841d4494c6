package dev.gembourse.leaderboard.live;

/**
 * How far the tables are in one partition.
 *
 * @param sourceSeq last event of {@code trading.events.v1} that took effect
 * @param journalSeq last event that was written to our journal
 * @param toldSeq last event of {@code trading.events.v1} before the latest rebuild; 0 when there was none
 */
record PartitionProgress(int partition, long sourceSeq, long journalSeq, long toldSeq) {

    /** Whether the partition is still on its way back to where a rebuild began. */
    boolean isRebuilding() {
        return sourceSeq < toldSeq;
    }
}
