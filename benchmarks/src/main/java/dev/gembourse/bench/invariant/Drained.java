package dev.gembourse.bench.invariant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** Waits until every stage has processed all of its input and published all that it decided. */
public final class Drained {

    /** What has left an account and not yet arrived in another: the command for that may still be on its way to the log. */
    private static final String UNDER_WAY = """
            select unit, sum(balance) as total
              from trading.ledger_account
             where account_id is null and system_owner in ('CLEARING', 'EXCHANGE')
             group by unit
            having sum(balance) <> 0
            """;

    /** What is open of an order waits in its book; where it does not, its account or its book has not heard of something yet. */
    private static final String ORDERS = """
            select count(*) as orders
              from trading.player_order o
              full join market.resting_order r on r.order_id = o.order_id
             where coalesce(o.open, 0) <> coalesce(r.open, 0) or o.replacing
            """;

    private static final Duration GLANCE = Duration.ofMillis(100);

    private Drained() {}

    /**
     * Returns when nothing is left to do.
     *
     * @throws IllegalStateException naming what is left when it takes longer
     */
    public static void await(Target target, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        List<String> left = left(target);
        while (!left.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("expected everything to be processed within " + atMost.toSeconds()
                        + " s but there is left: " + left);
            }
            Thread.sleep(GLANCE);
            left = left(target);
        }
    }

    private static List<String> left(Target target) {
        List<String> left = new ArrayList<>();
        try (TopicEnds ends = new TopicEnds(target.kafka());
                Connection trading = target.trading();
                Connection board = target.board()) {
            // In this order: what the first leave behind is input of the last.
            left(StageCheck.MARKET, ends, trading, left);
            Query.forEach(
                    trading,
                    UNDER_WAY,
                    row -> left.add("gifts or fills of " + row.getBigDecimal("total") + " " + row.getString("unit")));
            Query.forEach(trading, ORDERS, row -> {
                if (row.getLong("orders") > 0) {
                    left.add(row.getLong("orders") + " orders on their way");
                }
            });
            left(StageCheck.TRADING, ends, trading, left);
            left(StageCheck.LEADERBOARD, ends, board, left);
            left(StageCheck.PORTFOLIO, ends, trading, left);
        } catch (SQLException | KafkaException e) {
            left.add("somebody who does not answer: " + e.getMessage());
        }
        return left;
    }

    private static void left(StageCheck stage, TopicEnds ends, Connection database, List<String> left)
            throws SQLException {
        String sql = "select next_offset, journal_seq from " + stage.schema()
                + ".progress where topic = ? and partition = ?";
        try (PreparedStatement progress = database.prepareStatement(sql)) {
            for (int partition = 0; partition < ends.partitions(stage.input()); partition++) {
                // In this order too: what follows on what is published is in the topic by the time its end is asked
                // for.
                long published = published(stage, ends, partition);
                progress.setString(1, stage.input());
                progress.setInt(2, partition);
                try (ResultSet row = progress.executeQuery()) {
                    boolean known = row.next();
                    long records = ends.end(stage.input(), partition) - (known ? row.getLong(1) : 0);
                    long events = (known ? row.getLong(2) : 0) - published;
                    if (records > 0 || events > 0) {
                        left.add("%s-%d: %d records, %d unpublished events"
                                .formatted(stage.schema(), partition, records, events));
                    }
                }
            }
        }
    }

    private static long published(StageCheck stage, TopicEnds ends, int partition) {
        return stage.output() == null ? 0 : ends.lastSeq(stage.output(), partition);
    }
}
