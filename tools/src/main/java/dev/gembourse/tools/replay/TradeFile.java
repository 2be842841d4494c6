package dev.gembourse.tools.replay;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads files of exchange trades: CSV with a header line {@code time,symbol,side,price,quantity,trade_id}, in any order. */
final class TradeFile {

    private static final List<String> COLUMNS = List.of("time", "symbol", "side", "price", "quantity", "trade_id");

    /** Counts of fields are compared here, not by the reader, which does not tell the line of a record that is wrong. */
    private static final CsvReader.CsvReaderBuilder READER = CsvReader.builder()
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE);

    private TradeFile() {}

    /**
     * All rows, in the file's order.
     *
     * @throws MalformedFile when any of it is not as expected, or a trade id occurs twice for a symbol
     */
    static List<Row> read(Path file) throws IOException, MalformedFile {
        List<Row> rows = new ArrayList<>();
        Map<String, Long> seen = new HashMap<>();
        long line = 1;
        try (CsvReader<NamedCsvRecord> records = READER.ofNamedCsvRecord(file)) {
            for (NamedCsvRecord csv : records) {
                line = csv.getStartingLineNumber();
                Row row = row(file, csv);
                Long before = seen.putIfAbsent(row.symbol() + " " + row.tradeId(), line);
                if (before != null) {
                    throw new MalformedFile(
                            file, line, "trade_id " + row.tradeId() + " stands on line " + before + " already");
                }
                rows.add(row);
            }
        } catch (CsvParseException e) {
            throw new MalformedFile(file, line, reason(e));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (rows.isEmpty()) {
            throw new MalformedFile(file, 1, "expected a header line and at least one trade");
        }
        return rows;
    }

    private static Row row(Path file, NamedCsvRecord csv) throws MalformedFile {
        if (csv.getFieldCount() != csv.getHeader().size()) {
            throw new MalformedFile(
                    file,
                    csv.getStartingLineNumber(),
                    "expected " + csv.getHeader().size() + " fields but got " + csv.getFieldCount());
        }
        return new Row(
                csv.getStartingLineNumber(),
                field(file, csv, "time", Instant::parse),
                field(file, csv, "symbol", Symbol::new),
                field(file, csv, "side", TradeFile::side),
                field(file, csv, "price", Price::of),
                field(file, csv, "quantity", Quantity::of),
                field(file, csv, "trade_id", Row::requireTradeId));
    }

    private static <T> T field(Path file, NamedCsvRecord csv, String column, Function<String, T> reader)
            throws MalformedFile {
        String text = csv.findField(column)
                .orElseThrow(() ->
                        new MalformedFile(file, 1, "expected the columns " + COLUMNS + " but got " + csv.getHeader()));
        try {
            return reader.apply(text);
        } catch (DateTimeParseException e) {
            throw bad(file, csv, column, text, "a time like 2019-10-11T00:00:11.620Z");
        } catch (NumberFormatException e) {
            throw bad(file, csv, column, text, "a decimal like 12.50");
        } catch (IllegalArgumentException e) {
            throw new MalformedFile(file, csv.getStartingLineNumber(), e.getMessage() + ", not '" + text + "'");
        }
    }

    private static Side side(String text) {
        return Arrays.stream(Side.values())
                .filter(side -> side.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected side to be BUY or SELL"));
    }

    private static MalformedFile bad(Path file, NamedCsvRecord csv, String column, String got, String expected) {
        return new MalformedFile(
                file,
                csv.getStartingLineNumber(),
                "expected " + column + " to be " + expected + " but got '" + got + "'");
    }

    private static String reason(CsvParseException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }
}
