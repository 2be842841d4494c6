package dev.gembourse.bench.measure;

import dev.gembourse.stack.process.Part;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Processor time of some processes from now on. */
public final class CpuMeter {

    private final List<? extends Part> parts;
    private final Map<String, Duration> before;

    private CpuMeter(List<? extends Part> parts) {
        this.parts = parts;
        this.before = used();
    }

    public static CpuMeter of(List<? extends Part> parts) {
        return new CpuMeter(parts);
    }

    /** Microseconds since the beginning for each of so many, by the part's name. */
    public Map<String, Double> microsPer(long count) {
        Map<String, Double> micros = new LinkedHashMap<>();
        used().forEach((name, used) -> micros.put(
                name, used.minus(before.getOrDefault(name, Duration.ZERO)).toNanos() / 1e3 / count));
        return micros;
    }

    private Map<String, Duration> used() {
        Map<String, Duration> used = new LinkedHashMap<>();
        parts.forEach(part -> used.put(part.name(), CpuTime.of(part.pid())));
        return used;
    }
}
