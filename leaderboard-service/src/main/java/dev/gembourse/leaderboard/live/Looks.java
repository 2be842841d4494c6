package dev.gembourse.leaderboard.live;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at how far the tables are, on behalf of all who wait: one query at a time, and none sooner than an interval after another. */
final class Looks {

    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

    private final BoardTables tables;
    private final AppliedPositions applied;
    private final long intervalNanos;
    private final ReentrantLock looking = new ReentrantLock();
    private long lastLook;
    private volatile int latestRebuild;

    Looks(BoardTables tables, AppliedPositions applied, Duration interval) {
        this.tables = tables;
        this.applied = applied;
        this.intervalNanos = interval.toNanos();
        this.lastLook = System.nanoTime() - intervalNanos;
    }

    /** Takes a look unless somebody else does or has just done so. */
    void take() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            long now = System.nanoTime();
            if (now - lastLook < intervalNanos) {
                return;
            }
            lastLook = now;
            BoardProgress progress = tables.progress();
            applied.observe(progress);
            latestRebuild = progress.rebuild();
        } catch (SQLException e) {
            LOG.debug("the tables cannot be looked at right now", e);
        } finally {
            looking.unlock();
        }
    }

    /** The number of the latest rebuild that was seen; 0 when there was none. */
    int latestRebuild() {
        return latestRebuild;
    }
}
