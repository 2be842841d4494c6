package dev.gembourse.events.view;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How far one input partition is behind.
 *
 * @param records records not processed yet
 * @param seconds age of the first unprocessed record; 0 when there is none
 * @param state OK, CATCHING_UP, STALLED, STOPPED, PAUSED or UNPOSITIONED
 * @param detail why it is not OK, and what to do
 * @param owned whether the answering instance owns the partition
 */
public record PartitionLagView(
        String service,
        String topic,
        int partition,
        long records,
        BigDecimal seconds,
        String state,
        @Nullable String detail,
        boolean owned,
        long nextOffset,
        long journalSeq,
        long publishedSeq,
        long quarantined) {}
