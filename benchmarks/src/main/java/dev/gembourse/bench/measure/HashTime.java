package dev.gembourse.bench.measure;

import dev.gembourse.stack.supervisor.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time that settlement spends on its chain of hashes from now on, by the processor's own metrics. */
public final class HashTime {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern SUM =
            Pattern.compile("(?m)^gembourse_engine_hash_seconds_sum\\{[^}]*stage=\"trading\"[^}]*} (\\S+)$");

    private final URI metrics;
    private final double before;

    private HashTime(URI metrics) throws InterruptedException {
        this.metrics = metrics;
        this.before = seconds();
    }

    public static HashTime of(Stack stack) throws InterruptedException {
        return new HashTime(stack.processorUrl().resolve("/actuator/prometheus"));
    }

    /** Microseconds since the beginning for each of so many. */
    public double microsPer(long count) throws InterruptedException {
        return (seconds() - before) * 1e6 / count;
    }

    private double seconds() throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(metrics).timeout(PATIENCE).build();
            return sum(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException("expected the metrics of settlement at " + metrics, e);
        }
    }

    /** The seconds that a page of metrics tells. */
    static double sum(String page) {
        Matcher sum = SUM.matcher(page);
        if (!sum.find()) {
            throw new IllegalArgumentException("expected gembourse_engine_hash_seconds_sum of trading but got " + page);
        }
        return Double.parseDouble(sum.group(1));
    }
}
