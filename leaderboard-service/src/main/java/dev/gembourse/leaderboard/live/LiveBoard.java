package dev.gembourse.leaderboard.live;

import dev.gembourse.events.leaderboard.LeaderboardEvent;
import dev.gembourse.events.leaderboard.LeaderboardEvent.GemsAwarded;
import dev.gembourse.events.leaderboard.LeaderboardEvent.MilestoneReached;
import dev.gembourse.events.leaderboard.LeaderboardEvent.PlayerJoined;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.events.wire.UnreadableMessage;
import dev.gembourse.exactlyonce.KafkaAccess;
import dev.gembourse.follow.Followed;
import dev.gembourse.follow.TopicFollower;
import dev.gembourse.leaderboard.rank.RankIndex;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The board in memory, and what keeps it current.
 *
 * <p>At the start it first fixes its place at the end of {@code leaderboard.events.v1}, then reads the tables as of one moment
 * together with how far they are, then goes through the journal from its place on: what the tables had already is dropped.
 * Whatever the tables did not have was published after the place was fixed, so nothing is missed. An event that comes too early
 * is dropped: a publisher goes back to the missing one and publishes all that follow again. If it does not, the tables are read
 * again. While they are read the follower waits, and Kafka keeps what it has not taken.
 *
 * <p>Threads: the follower's applies events, the keeper's reads the tables; both hold {@code changing}. Readers never do.
 */
public final class LiveBoard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveBoard.class);
    private static final int PATIENCE_SECONDS = 10;

    private final BoardTables tables;
    private final KafkaAccess kafka;
    private final LiveBoardSettings settings;
    private final AppliedPositions applied = new AppliedPositions();
    private final ReentrantLock changing = new ReentrantLock();
    private final Looks looks;
    private final CountDownLatch built = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable RankIndex index;
    private volatile @Nullable TopicFollower follower;
    private volatile int rebuild;
    private volatile boolean unkept;

    public LiveBoard(DataSource dataSource, KafkaAccess kafka, LiveBoardSettings settings) {
        this.tables = new BoardTables(dataSource);
        this.kafka = kafka;
        this.settings = settings;
        this.looks = new Looks(tables, applied, settings.waitingLookInterval());
    }

    /** Begins to build the board, and to keep it; returns at once. */
    public void start() {
        Thread.ofPlatform().daemon().name("board-keeper").start(this::keep);
    }

    /** The board; nothing until it has been built. */
    public Optional<RankIndex> index() {
        return Optional.ofNullable(index);
    }

    /** Why the board is not current, or nothing when it is. */
    public Optional<String> trouble() {
        TopicFollower current = follower;
        if (index == null) {
            return Optional.of("the board is being built");
        }
        if (unkept) {
            return Optional.of("the board cannot be compared with the tables");
        }
        return current != null && current.isConnected()
                ? Optional.empty()
                : Optional.of("the board cannot follow " + Topics.LEADERBOARD_EVENTS);
    }

    /**
     * How far the board is at least: applied positions in {@code trading.events.v1}, joined by commas. To be asked for before
     * the board is read.
     */
    public String asOf() {
        return applied.asOf();
    }

    /** The number of partitions of {@code trading.events.v1}; 0 while it is not known. */
    public int partitionCount() {
        return applied.partitionCount();
    }

    /**
     * Waits until the board includes an event of {@code trading.events.v1}.
     *
     * @return whether it does, within this time
     */
    public boolean await(StreamPosition position, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        if (applied.await(position, Duration.ZERO)) {
            return true;
        }
        while (true) {
            looks.take();
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            Duration slice = left.compareTo(settings.waitingLookInterval()) < 0 ? left : settings.waitingLookInterval();
            if (applied.await(position, slice)) {
                return true;
            }
            if (!left.isPositive()) {
                return false;
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        built.countDown();
        TopicFollower current = follower;
        if (current != null) {
            current.close();
        }
    }

    private void keep() {
        try {
            if (!fixPlace()) {
                return;
            }
            build();
            while (!closed.await(settings.lookInterval().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    repair();
                    unkept = false;
                } catch (RuntimeException e) {
                    unkept = true;
                    LOG.error("the board cannot be kept right now, trying again", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the tables again when the journal alone does not lead to what they hold. */
    private void repair() throws InterruptedException {
        looks.take();
        if (looks.latestRebuild() > rebuild) {
            LOG.info("the tables were rebuilt: reading them again");
            build();
        } else if (applied.hasGapOlderThan(settings.gapPatience())) {
            LOG.warn("events are missing from {}: reading the tables again", Topics.LEADERBOARD_EVENTS);
            build();
        }
    }

    /**
     * Begins to follow the journal from its end. A follower that cannot even begin is replaced; nothing has been followed yet.
     *
     * @return false when the board has been closed before
     */
    private boolean fixPlace() throws InterruptedException {
        while (closed.getCount() > 0) {
            TopicFollower candidate =
                    new TopicFollower(kafka.client(), Topics.LEADERBOARD_EVENTS, TopicFollower.From.NOW, this::follow);
            follower = candidate;
            for (int second = 0; second < PATIENCE_SECONDS && closed.getCount() > 0; second++) {
                if (candidate.awaitPositioned(Duration.ofSeconds(1))) {
                    return true;
                }
            }
            LOG.warn("{} cannot be followed yet", Topics.LEADERBOARD_EVENTS);
            candidate.close();
        }
        return false;
    }

    /** Reads the tables until that works; holds off the follower meanwhile. */
    private void build() throws InterruptedException {
        changing.lockInterruptibly();
        try {
            do {
                Optional<BoardTables.Snapshot> snapshot = snapshot();
                if (snapshot.isPresent()) {
                    BoardTables.Snapshot found = snapshot.get();
                    index = found.index();
                    applied.restart(found.progress());
                    rebuild = found.progress().rebuild();
                    built.countDown();
                    LOG.info(
                            "the board stands: {} players, as of {}",
                            found.index().size(),
                            applied.asOf());
                    return;
                }
            } while (!closed.await(settings.retryInterval().toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            changing.unlock();
        }
    }

    private Optional<BoardTables.Snapshot> snapshot() {
        try {
            Optional<BoardTables.Snapshot> snapshot = tables.snapshot();
            if (snapshot.isEmpty()) {
                LOG.info("the tables are being rebuilt: waiting for the end of it");
            }
            return snapshot;
        } catch (SQLException | RuntimeException e) {
            LOG.warn("the tables cannot be read right now, trying again: {}", e.toString());
            return Optional.empty();
        }
    }

    private void follow(Followed followed) {
        try {
            built.await();
            changing.lockInterruptibly();
            try {
                followInTurn(followed);
            } finally {
                changing.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void followInTurn(Followed followed) {
        StreamPosition position = followed.journalPosition();
        if (position == null || position.partition() != followed.record().partition()) {
            LOG.warn("passing over a record that is not of our journal: {}", place(followed));
            return;
        }
        RankIndex board = index;
        if (board == null || applied.next(position) != AppliedPositions.Next.IN_ORDER) {
            return;
        }
        try {
            LeaderboardEvent event = followed.read(Contracts.LEADERBOARD_EVENTS);
            apply(board, event);
            applied.advance(position, event.cause());
        } catch (UnreadableMessage e) {
            LOG.warn("passing over a record that cannot be read: {}", place(followed), e);
        }
    }

    private static void apply(RankIndex board, LeaderboardEvent event) {
        switch (event) {
            case PlayerJoined joined -> board.put(joined.accountId(), joined.username(), 0, 0, joined.occurredAt());
            case GemsAwarded awarded -> {
                if (!board.score(awarded.accountId(), awarded.gems(), awarded.tradeCount(), awarded.occurredAt())) {
                    LOG.error("expected player {} on the board before {}", awarded.accountId(), awarded.cause());
                }
            }
            case MilestoneReached _ -> {
                // tells why the award before it was higher; the score is in the award
            }
        }
    }

    private static String place(Followed followed) {
        return followed.record().topic() + "-" + followed.record().partition() + "@"
                + followed.record().offset();
    }
}
