package dev.gembourse.gateway.candle;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.gateway.edge.Rfc3339;
import dev.gembourse.gateway.problem.Complaint;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads candles from CSV: a header line with {@code time,open,high,low,close,volume} in any order, of which {@code time} is the
 * start; {@code symbol} may be among them.
 */
final class CandleFile {

    private static final Set<String> COLUMNS = Set.of("time", "open", "high", "low", "close", "volume");
    private static final String SYMBOL = "symbol";
    private static final int LONGEST_NUMBER = 40;

    private final Symbol symbol;
    private final CandleRows rows;
    private List<String> header = List.of();

    private CandleFile(Symbol symbol, CandleInterval interval) {
        this.symbol = symbol;
        this.rows = new CandleRows(interval);
    }

    /**
     * All candles of a file, the oldest first.
     *
     * @param symbol which the file must name if it has a column {@code symbol}
     * @throws ProblemException INVALID_REQUEST that lists the bad rows by their lines
     */
    static List<Candle> read(String text, Symbol symbol, CandleInterval interval) {
        return new CandleFile(symbol, interval).read(text);
    }

    private List<Candle> read(String text) {
        long line = 1;
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            for (CsvRecord row : records) {
                line = row.getStartingLineNumber();
                if (header.isEmpty()) {
                    header = header(row);
                } else {
                    add(row);
                }
            }
        } catch (CsvParseException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            rows.complain(Complaint.aboutLine(line, "expected CSV after this line: " + cause.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows.all();
    }

    private static List<String> header(CsvRecord row) {
        List<String> names = row.getFields();
        Set<String> wanted = new HashSet<>(COLUMNS);
        if (names.contains(SYMBOL)) {
            wanted.add(SYMBOL);
        }
        if (names.size() != wanted.size() || !wanted.equals(Set.copyOf(names))) {
            throw ProblemException.of(
                    ProblemCode.INVALID_REQUEST,
                    List.of(Complaint.aboutLine(
                            1,
                            "expected the columns time,open,high,low,close,volume and perhaps symbol but got "
                                    + shortened(String.join(",", names)))));
        }
        return names;
    }

    private void add(CsvRecord row) {
        rows.add(detail -> Complaint.aboutLine(row.getStartingLineNumber(), detail), () -> candle(row));
    }

    private Candle candle(CsvRecord row) {
        if (row.getFieldCount() != header.size()) {
            throw new IllegalArgumentException("expected " + header.size() + " fields but got " + row.getFieldCount());
        }
        String named = field(row, SYMBOL);
        if (named != null && !named.equals(symbol.value())) {
            throw new IllegalArgumentException("expected symbol " + symbol + " but got '" + shortened(named) + "'");
        }
        return new Candle(
                read(row, "time", Rfc3339::parse),
                number(row, "open", Price::new),
                number(row, "high", Price::new),
                number(row, "low", Price::new),
                number(row, "close", Price::new),
                number(row, "volume", volume -> volume));
    }

    private <T> T number(CsvRecord row, String column, Function<BigDecimal, T> maker) {
        return read(row, column, text -> maker.apply(decimal(text)));
    }

    private static BigDecimal decimal(String text) {
        try {
            if (text.length() <= LONGEST_NUMBER) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "expected a decimal like 12.50 of at most " + LONGEST_NUMBER + " characters");
    }

    private <T> T read(CsvRecord row, String column, Function<String, T> reader) {
        String text = String.valueOf(field(row, column));
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    column + ": " + e.getMessage() + " but got '" + shortened(text) + "'", e);
        }
    }

    private @Nullable String field(CsvRecord row, String column) {
        int index = header.indexOf(column);
        return index < 0 ? null : row.getField(index);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
