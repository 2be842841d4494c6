package dev.gembourse.bench.invariant;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.StreamPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Checks all invariants of a system that nobody uses at the moment. Commands that are still on their way are waited for. What
 * needs two moments (an answer before and after a fault, an offset that went back) is for the caller to compare.
 */
public final class Invariants {

    /** How much longer everything may take to be proved than the rest of it to be processed. */
    private static final int TO_PROVE = 3;

    private Invariants() {}

    /** What is broken; empty when everything holds. */
    public static List<Finding> check(Target target, Duration atMost) throws InterruptedException {
        return check(target, atMost, Set.of(), Set.of());
    }

    /**
     * What is broken; empty when everything holds.
     *
     * @param atMost how long to wait until everything has been processed and published
     * @param accepted operations that a gateway answered with 202: each must be in the log
     * @param killers places of good commands under which the processor has died each time: these, and only these, must stand
     *     in quarantine for that reason, and have no outcome
     */
    public static List<Finding> check(
            Target target, Duration atMost, Set<OperationId> accepted, Set<StreamPosition> killers)
            throws InterruptedException {
        Findings findings = new Findings();
        try {
            Drained.await(target, atMost);
            LedgerCheck.check(target, findings);
            try (Connection trading = target.trading();
                    Connection board = target.board()) {
                StageCheck.TRADING.check(target.kafka(), trading, findings);
                StageCheck.MARKET.check(target.kafka(), trading, findings);
                StageCheck.LEADERBOARD.check(target.kafka(), board, findings);
                StageCheck.PORTFOLIO.check(target.kafka(), trading, findings);
                PortfolioCheck.check(trading, findings);
            }
            MarketHistory history = MarketHistory.read(target.kafka());
            new MarketCheck(target, findings).check(history);
            new SettlementCheck(target, findings, history, accepted, killers).check();
            new BoardCheck(target, findings).check();
            Proof.check(target, atMost.multipliedBy(TO_PROVE), findings);
        } catch (SQLException e) {
            throw new IllegalStateException("expected the databases to answer: " + e.getMessage(), e);
        }
        return findings.all();
    }
}
