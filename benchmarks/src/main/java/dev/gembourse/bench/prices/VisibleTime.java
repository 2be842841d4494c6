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
    private static final Pattern BUCKET =
            Pattern.compile("(?m)^gembourse_prices_visible_seconds_bucket\\{[^}]*le=\"([^\"]+)\"[^}]*} (\\S+)$");

    private final URI metrics;
    private final NavigableMap<Double, Double> before;

    private VisibleTime(URI metrics) throws InterruptedException {
        this.metrics = metrics;
        this.before = buckets();
    }

    static VisibleTime of(Stack stack) throws InterruptedException {
        return new VisibleTime(stack.processorUrl().resolve("/actuator/prometheus"));
    }

    /** Milliseconds within which so many percent were there, rounded up to the next bound of the metric. */
    double millisAt(double percentile) throws InterruptedException {
        NavigableMap<Double, Double> since = buckets();
        since.replaceAll((bound, count) -> count - before.getOrDefault(bound, 0.0));
        return millisAt(since, percentile);
    }

    /** @param counts how many were there within so many seconds; the last is of all */
    static double millisAt(NavigableMap<Double, Double> counts, double percentile) {
        double wanted = counts.isEmpty() ? 0 : counts.lastEntry().getValue() * percentile / 100;
        if (wanted == 0) {
            throw new IllegalStateException("expected prices that became visible but there were none");
        }
        return counts.entrySet().stream()
                        .filter(bucket -> bucket.getValue() >= wanted)
                        .findFirst()
                        .map(Map.Entry::getKey)
                        .orElseThrow()
                * 1_000;
    }

    private NavigableMap<Double, Double> buckets() throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(metrics).timeout(PATIENCE).build();
            return buckets(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException("expected the metrics of settlement at " + metrics, e);
        }
    }

    /** How many, by the bound in seconds, as a page of metrics tells. */
    static NavigableMap<Double, Double> buckets(String page) {
        NavigableMap<Double, Double> buckets = new TreeMap<>();
        Matcher bucket = BUCKET.matcher(page);
        while (bucket.find()) {
            String bound = bucket.group(1);
            buckets.put(
                    bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
                    Double.parseDouble(bucket.group(2)));
        }
        return buckets;
    }
}
