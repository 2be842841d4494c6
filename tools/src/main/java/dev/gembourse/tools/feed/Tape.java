package dev.gembourse.tools.feed;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.tools.client.TickBatch.Tick;
import dev.gembourse.tools.csv.CsvFile;
import dev.gembourse.tools.csv.MalformedFile;
import dev.gembourse.tools.replay.TradeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ticks of a file, in the order of their times; endless, for it can be played again at later times. */
record Tape(List<Row> rows) {

    /** Between the last tick of a round and the first of the next. */
    private static final Duration GAP = Duration.ofSeconds(1);

    Tape {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a file of trades or of candles; its columns say which it is.
     *
     * @param symbol as which it is told, for files of one symbol; null for the symbols in the file
     * @throws MalformedFile when any of it is not as expected, or a row is older than the one before
     */
    static Tape read(Path file, @Nullable Symbol symbol) throws IOException, MalformedFile {
        boolean trades = CsvFile.columns(file).contains("trade_id");
        List<Row> rows = trades
                ? TradeFile.read(file).stream()
                        .map(trade -> new Row(
                                trade.line(),
                                trade.symbol(),
                                trade.price(),
                                trade.quantity().value(),
                                trade.time()))
                        .toList()
                : CandleRows.read(file, symbol);
        if (rows.isEmpty()) {
            throw new MalformedFile(file, 1, "expected a header line and at least one row");
        }
        Tape tape = new Tape(rows);
        tape.requireOrder(file);
        return symbol == null ? tape : tape.as(symbol, file);
    }

    int size() {
        return rows.size();
    }

    /** A tick, counted from 0; those of later rounds follow on the last of the round before. */
    Tick tick(long number) {
        Row row = rows.get((int) (number % size()));
        return new Tick(row.symbol(), row.price(), row.quantity(), timeOf(number), number + 1);
    }

    Instant timeOf(long number) {
        long round = number / size();
        Instant time = rows.get((int) (number % size())).time();
        return round == 0 ? time : time.plus(length().multipliedBy(round));
    }

    /** The symbols with the prices that they begin with. */
    Map<Symbol, Price> firstPrices() {
        Map<Symbol, Price> first = new LinkedHashMap<>();
        rows.forEach(row -> first.putIfAbsent(row.symbol(), row.price()));
        return first;
    }

    private Duration length() {
        return Duration.between(rows.getFirst().time(), rows.getLast().time()).plus(GAP);
    }

    private void requireOrder(Path file) throws MalformedFile {
        for (int i = 1; i < size(); i++) {
            if (rows.get(i).time().isBefore(rows.get(i - 1).time())) {
                throw new MalformedFile(
                        file,
                        rows.get(i).line(),
                        "expected rows in the order of their times but got "
                                + rows.get(i).time() + " after "
                                + rows.get(i - 1).time());
            }
        }
    }

    private Tape as(Symbol symbol, Path file) throws MalformedFile {
        if (firstPrices().size() != 1) {
            throw new MalformedFile(
                    file,
                    1,
                    "expected one symbol, to be told as " + symbol + ", but got "
                            + firstPrices().keySet());
        }
        return new Tape(rows.stream()
                .map(row -> new Row(row.line(), symbol, row.price(), row.quantity(), row.time()))
                .toList());
    }
}
