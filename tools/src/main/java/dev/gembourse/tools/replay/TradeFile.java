package dev.gembourse.tools.replay;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.tools.csv.CsvFile;
import dev.gembourse.tools.csv.CsvRow;
import dev.gembourse.tools.csv.MalformedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads files of exchange trades: CSV with a header line {@code time,symbol,side,price,quantity,trade_id}, in any order. */
public final class TradeFile {

    public static final List<String> COLUMNS = List.of("time", "symbol", "side", "price", "quantity", "trade_id");

    private TradeFile() {}

    /**
     * All rows, in the file's order.
     *
     * @throws MalformedFile when any of it is not as expected, or a trade id occurs twice for a symbol
     */
    public static List<Row> read(Path file) throws IOException, MalformedFile {
        List<Row> rows = new ArrayList<>();
        Map<String, Long> seen = new HashMap<>();
        CsvFile.read(file, COLUMNS, csv -> {
            Row row = row(csv);
            Long before = seen.putIfAbsent(row.symbol() + " " + row.tradeId(), row.line());
            if (before != null) {
                throw csv.malformed("trade_id " + row.tradeId() + " stands on line " + before + " already");
            }
            rows.add(row);
        });
        if (rows.isEmpty()) {
            throw new MalformedFile(file, 1, "expected a header line and at least one trade");
        }
        return rows;
    }

    private static Row row(CsvRow csv) throws MalformedFile {
        return new Row(
                csv.line(),
                csv.field("time", Instant::parse),
                csv.field("symbol", Symbol::new),
                csv.field("side", TradeFile::side),
                csv.field("price", Price::of),
                csv.field("quantity", Quantity::of),
                csv.field("trade_id", Row::requireTradeId));
    }

    private static Side side(String text) {
        return Stream.of(Side.BUY, Side.SELL)
                .filter(side -> side.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected side to be BUY or SELL"));
    }
}
