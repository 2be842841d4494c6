package dev.gembourse.bench.prices;

import dev.gembourse.stack.supervisor.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long prices took from now on until settlement had them, by the processor's own metrics. */
final class VisibleTime {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WHOLE = "gembourse_prices_visible_seconds";
    private static final String PART = "gembourse_prices_visible_part_seconds";

    private final URI metrics;
    private final String before;

    private VisibleTime(URI metrics) throws InterruptedException {
        this.metrics = metrics;
        this.before = page();
    }

    static VisibleTime of(Stack stack) throws InterruptedException {
        return new VisibleTime(stack.processorUrl().resolve("/actuator/prometheus"));
    }

    /**
     * What prices have taken since, all the way and each part of it.
     *
     * @throws IllegalStateException when there were none
     */
    Taken taken() throws InterruptedException {
        String now = page();
        return new Taken(
                since(now, WHOLE, ""),
                since(now, PART, "decided"),
                since(now, PART, "published"),
                since(now, PART, "followed"));
    }

    /**
     * Milliseconds.
     *
     * @param visible from the acceptance of a tick until settlement had its price
     * @param decided of it, until the market began the batch with it
     * @param published then, until the broker had the outcome
     * @param followed then, until settlement had read it
     */
    record Taken(Percentiles visible, Percentiles decided, Percentiles published, Percentiles followed) {}

    record Percentiles(double p50, double p99) {}

    private Percentiles since(String now, String timer, String part) {
        NavigableMap<Double, Double> counts = buckets(now, timer, part);
        NavigableMap<Double, Double> earlier = buckets(before, timer, part);
        counts.replaceAll((bound, count) -> count - earlier.getOrDefault(bound, 0.0));
        return new Percentiles(millisAt(counts, 50), millisAt(counts, 99));
    }

    /**
     * Milliseconds within which so many percent were there, as if those between two bounds of the metric were spread evenly.
     *
     * @param counts how many were there within so many seconds; the last is of all
     */
    static double millisAt(NavigableMap<Double, Double> counts, double percentile) {
        double wanted = counts.isEmpty() ? 0 : counts.lastEntry().getValue() * percentile / 100;
        if (wanted == 0) {
            throw new IllegalStateException("expected prices that became visible but there were none");
        }
        double bound = 0;
        double count = 0;
        for (Map.Entry<Double, Double> bucket : counts.entrySet()) {
            if (bucket.getValue() >= wanted) {
                double share = (wanted - count) / (bucket.getValue() - count);
                return (bound + (bucket.getKey() - bound) * share) * 1_000;
            }
            bound = bucket.getKey();
            count = bucket.getValue();
        }
        throw new IllegalStateException("expected a last bucket that holds all");
    }

    private String page() throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(metrics).timeout(PATIENCE).build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException("expected the metrics of settlement at " + metrics, e);
        }
    }

    /** How many of a timer, by the bound in seconds, as a page of metrics tells; of the part of that name, if any. */
    static NavigableMap<Double, Double> buckets(String page, String timer, String part) {
        String labels = part.isEmpty() ? "[^}]*" : "[^}]*part=\"" + part + "\"[^}]*";
        Pattern pattern =
                Pattern.compile("(?m)^" + timer + "_bucket\\{(?=" + labels + "})[^}]*le=\"([^\"]+)\"[^}]*} (\\S+)$");
        NavigableMap<Double, Double> buckets = new TreeMap<>();
        Matcher bucket = pattern.matcher(page);
        while (bucket.find()) {
            String bound = bucket.group(1);
            buckets.put(
                    bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
                    Double.parseDouble(bucket.group(2)));
        }
        return buckets;
    }
}
