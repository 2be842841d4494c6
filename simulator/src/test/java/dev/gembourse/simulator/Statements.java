package dev.gembourse.simulator;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What each statement of the engine and the stages means, by its whole text. A statement whose text is not here, since it is
 * new or was changed, is refused: its meaning has to be said here as well. Insertions of {@link
 * dev.gembourse.exactlyonce.Rows} alone are understood by their form.
 */
final class Statements {

    /** What a statement does: returns its rows, or one row with the column {@code updated}. */
    interface Meaning {
        List<Row> run(Session session, Parameters parameters) throws SQLException;
    }

    private static final Map<String, Meaning> ALL = new HashMap<>();
    private static final Map<String, List<Known>> BY_RAW_TEXT = new ConcurrentHashMap<>();

    /**
     * A statement that is understood.
     *
     * @param title its beginning, for traces
     * @param parameters the number of its question marks
     */
    record Known(String title, int parameters, Meaning meaning) {}

    private static final Pattern INSERTION =
            Pattern.compile("insert into (\\w+) \\((.*)\\) select \\* from unnest\\((\\?, )*\\?\\)");

    static {
        EngineStatements.addTo(ALL);
        TradingStatements.addTo(ALL);
        MarketStatements.addTo(ALL);
        LeaderboardStatements.addTo(ALL);
        PortfolioStatements.addTo(ALL);
    }

    private Statements() {}

    /** The statements of a text, which are separated by semicolons. */
    static List<Known> of(String sql) {
        return BY_RAW_TEXT.computeIfAbsent(
                sql,
                raw -> Stream.of(raw.split(";")).map(one -> known(normal(one))).toList());
    }

    private static Known known(String whole) {
        Matcher insertion = INSERTION.matcher(whole);
        Meaning meaning = insertion.matches()
                ? insert(insertion.group(1), List.of(insertion.group(2).split(", ")))
                : ALL.get(whole);
        if (meaning == null) {
            throw new UnsupportedOperationException("the simulator does not know the statement: " + whole);
        }
        int parameters = (int) whole.chars().filter(letter -> letter == '?').count();
        return new Known(whole.substring(0, Math.min(60, whole.length())), parameters, meaning);
    }

    private static Meaning insert(String table, List<String> columns) {
        return (session, given) -> {
            int rows = given.array(1).size();
            for (int i = 0; i < rows; i++) {
                @Nullable Object[] values = new @Nullable Object[columns.size()];
                for (int column = 0; column < values.length; column++) {
                    values[column] = given.array(column + 1).get(i);
                }
                session.insert(session.table(table), Row.of(columns, values));
            }
            return updated(rows);
        };
    }

    static String normal(String sql) {
        return sql.strip().replaceAll("\\s+", " ");
    }

    static List<Row> updated(long rows) {
        return List.of(Row.of("updated", rows));
    }
}
