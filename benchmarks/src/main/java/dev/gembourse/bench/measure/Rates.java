package dev.gembourse.bench.measure;

import java.util.Collection;
import java.util.List;

/** What several rounds measured of one thing, the smallest first. */
public record Rates(List<Double> values) {

    public Rates {
        values = values.stream().sorted().toList();
    }

    public static Rates of(Collection<Double> values) {
        return new Rates(List.copyOf(values));
    }

    /** The value in the middle; of an even number the mean of the two in the middle; 0 of none. */
    public double median() {
        int n = values.size();
        return n == 0 ? 0 : (values.get((n - 1) / 2) + values.get(n / 2)) / 2;
    }

    /** (largest − smallest) / median, in percent; 0 when all are the same. */
    public double spreadPercent() {
        double range = values.isEmpty() ? 0 : values.getLast() - values.getFirst();
        return range == 0 ? 0 : range / median() * 100;
    }
}
