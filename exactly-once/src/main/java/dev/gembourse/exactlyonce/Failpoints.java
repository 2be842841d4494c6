package dev.gembourse.exactlyonce;

import dev.gembourse.events.value.StreamPosition;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places at which tests let the process die. Off unless the system property or environment variable
 * {@code GEMBOURSE_FAILPOINT} says {@code <stage>:<point>:<nth>:halt}; then the JVM halts, without any clean-up, when the
 * point is reached for the nth time. At the point {@code deciding} a position {@code <partition>.<offset>} stands instead of
 * the number, and the JVM halts each time that record is about to be decided. With {@code error} instead of {@code halt} only the
 * thread that reaches the point dies, of an error that nobody catches.
 */
final class Failpoints {

    /** The places, in the order of a batch's life. */
    enum Point {
        AFTER_POLL,
        IN_TRANSACTION,
        DECIDING,
        BEFORE_COMMIT,
        AFTER_COMMIT,
        BEFORE_PUBLISH,
        AFTER_ACK;

        String written() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Point of(String text) {
            return Arrays.stream(values())
                    .filter(point -> point.written().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("expected one of " + Arrays.toString(values())
                            + " in lower case with hyphens but got " + text));
        }
    }

    static final String SETTING = "GEMBOURSE_FAILPOINT";

    private static final Logger LOG = LoggerFactory.getLogger(Failpoints.class);
    private static final int EXIT_CODE = 137;
    private static final Set<String> ACTIONS = Set.of("halt", "error");

    private final @Nullable Point armed;
    private final @Nullable StreamPosition position;
    private final AtomicLong left;
    private final boolean threadOnly;

    private Failpoints(@Nullable Point armed, @Nullable StreamPosition position, long nth, boolean threadOnly) {
        this.armed = armed;
        this.position = position;
        this.left = new AtomicLong(nth);
        this.threadOnly = threadOnly;
    }

    private static Failpoints none() {
        return new Failpoints(null, null, 0, false);
    }

    /**
     * Those that the process was started with.
     *
     * @throws IllegalStateException when there are some and they are not allowed
     */
    static Failpoints ofProcess(String stage, boolean allowed) {
        String setting = System.getProperty(SETTING, System.getenv(SETTING));
        return parse(stage, setting == null ? "" : setting, allowed);
    }

    static Failpoints parse(String stage, String setting, boolean allowed) {
        if (!allowed && !setting.isBlank()) {
            throw new IllegalStateException("expected no " + SETTING
                    + " where gembourse.engine.failpoints is false, as in production, but got " + setting);
        }
        return parse(stage, setting);
    }

    private static Failpoints parse(String stage, String setting) {
        if (setting.isBlank()) {
            return none();
        }
        String[] parts = setting.split(":", -1);
        if (parts.length != 4 || !ACTIONS.contains(parts[3])) {
            throw new IllegalArgumentException("expected " + SETTING
                    + " to be <stage>:<point>:<nth>:halt or <stage>:<point>:<nth>:error but got " + setting);
        }
        if (!parts[0].equals(stage)) {
            return none();
        }
        Point point = Point.of(parts[1]);
        boolean threadOnly = parts[3].equals("error");
        LOG.warn("stage {} will die at {} {}: {}", stage, point.written(), parts[2], parts[3]);
        return point == Point.DECIDING
                ? new Failpoints(point, StreamPosition.of(parts[2]), 0, threadOnly)
                : new Failpoints(point, null, Long.parseLong(parts[2]), threadOnly);
    }

    boolean isArmed() {
        return armed != null;
    }

    void reach(Point point) {
        if (armed == point && left.decrementAndGet() == 0) {
            die();
        }
    }

    void deciding(StreamPosition offset) {
        if (armed == Point.DECIDING && offset.equals(position)) {
            die();
        }
    }

    private void die() {
        if (threadOnly) {
            throw new Error("the failpoint " + armed + " was reached");
        }
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
