package dev.gembourse.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What some faults need under a stack before it starts; what is not needed is not there. */
record Equipment(@Nullable SmallDisk smallDisk, @Nullable SkewedClock skewedClock) implements AutoCloseable {

    static Equipment of(List<Fault> faults, Path home) {
        return new Equipment(
                isAmong(faults, ServerFaults.DISK_FULL) ? SmallDisk.in(home) : null,
                isAmong(faults, LimitFaults.CLOCK_JUMPED) ? new SkewedClock(home) : null);
    }

    private static boolean isAmong(List<Fault> faults, String name) {
        return faults.stream().anyMatch(fault -> fault.name().equals(name));
    }

    /** What the services must find in their environment. */
    Map<String, String> environment() {
        return skewedClock == null ? Map.of() : skewedClock.environment();
    }

    SmallDisk disk() {
        if (smallDisk == null) {
            throw new IllegalStateException("expected a disk that can be made full");
        }
        return smallDisk;
    }

    SkewedClock clock() {
        if (skewedClock == null) {
            throw new IllegalStateException("expected a clock that can be moved");
        }
        return skewedClock;
    }

    @Override
    public void close() {
        if (smallDisk != null) {
            smallDisk.close();
        }
    }
}
