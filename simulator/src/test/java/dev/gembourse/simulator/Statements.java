package dev.gembourse.simulator;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each statement of the engine and the stages means, by its whole text. A statement whose text is not here, since it is
 * new or was changed, is refused: its meaning has to be said here as well.
 */
final class Statements {

    /** What a statement does: returns its rows, or one row with the column {@code updated}. */
    interface Meaning {
        List<Row> run(Session session, Parameters parameters) throws SQLException;
    }

    private static final Map<String, Meaning> ALL = new HashMap<>();
    private static final Map<String, Known> BY_RAW_TEXT = new HashMap<>();

    /**
     * A statement that is understood.
     *
     * @param title its beginning, for traces
     */
    record Known(String title, Meaning meaning) {}

    static {
        EngineStatements.addTo(ALL);
        TradingStatements.addTo(ALL);
        MarketStatements.addTo(ALL);
        LeaderboardStatements.addTo(ALL);
    }

    private Statements() {}

    static Known of(String sql) {
        return BY_RAW_TEXT.computeIfAbsent(sql, raw -> {
            String whole = normal(raw);
            Meaning meaning = ALL.get(whole);
            if (meaning == null) {
                throw new UnsupportedOperationException("the simulator does not know the statement: " + whole);
            }
            return new Known(whole.substring(0, Math.min(60, whole.length())), meaning);
        });
    }

    static String normal(String sql) {
        return sql.strip().replaceAll("\\s+", " ");
    }

    static List<Row> updated(long rows) {
        return List.of(Row.of("updated", rows));
    }
}
