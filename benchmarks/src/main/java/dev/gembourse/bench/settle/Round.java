package dev.gembourse.bench.settle;

import dev.gembourse.bench.load.Draw;
import dev.gembourse.stack.service.Services;
import java.util.Map;

/**
 * What one round measured.
 *
 * @param seconds from the beginning of the first batch to the commit of the last, seen from outside
 * @param cpuMicrosPerTrade user and system time of a part and its descendants over the number of trades, by the part's name
 * @param hashMicrosPerTrade time that the processor spends on the journal's chain of hashes, over the number of trades
 * @param walBytesPerTrade growth of PostgreSQL's write-ahead log over the number of trades
 * @param commits how many batches were committed
 * @param medianBatch the median number of trades in a batch
 */
public record Round(
        int number,
        Draw load,
        int trades,
        double seconds,
        double tradesPerSecond,
        Map<String, Double> cpuMicrosPerTrade,
        double hashMicrosPerTrade,
        double walBytesPerTrade,
        long commits,
        long medianBatch) {

    /** Processor time of all parts per trade, in microseconds. */
    public double cpuMicros() {
        return cpuMicrosPerTrade.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** The chain's part of the processor's own processor time, in percent. */
    double hashPercent() {
        double processor = cpuMicrosPerTrade.getOrDefault(Services.PROCESSOR, 0.0);
        return processor == 0 ? 0 : 100 * hashMicrosPerTrade / processor;
    }

    double commitsPerTrade() {
        return commits / (double) trades;
    }
}
