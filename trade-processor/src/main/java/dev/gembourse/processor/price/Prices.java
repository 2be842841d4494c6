package dev.gembourse.processor.price;

import dev.gembourse.events.market.Candle;
import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.MarketCommand.ImportCandles;
import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What one batch of the market tells of prices. */
public final class Prices implements PastPrices {

    private final Sources sources = new Sources();
    private final Candles candles = new Candles();
    private final ImportedCandles imported = new ImportedCandles();
    private final Rows ticks =
            Rows.into("tick", "symbol", "at", "seq", "source", "sequence", "price", "available", "told_at");

    /**
     * Forgets what the batch before has changed, and reads what these ask for.
     *
     * @param symbols of all assets that may be told a price
     */
    public void load(
            Connection transaction,
            Collection<Symbol> symbols,
            Collection<PriceTick> told,
            Collection<ImportCandles> imports)
            throws SQLException {
        candles.load(transaction, symbols);
        sources.load(transaction, told);
        imported.load(transaction, imports);
    }

    @Override
    public @Nullable Newest newest(Symbol symbol, TickSource source) {
        return sources.newest(symbol, source);
    }

    @Override
    public @Nullable Candle imported(Symbol symbol, CandleInterval interval, Instant start) {
        return imported.find(symbol, interval, start);
    }

    /**
     * A source has told a price.
     *
     * @param seq the event's number in the journal of the symbol's partition
     */
    public void told(PriceTicked tick, long seq) {
        if (tick.current()) {
            sources.tell(tick.symbol(), tick.source(), new Newest(tick.time(), tick.sequence()));
        }
        add(
                tick.symbol(),
                tick.time(),
                seq,
                tick.source(),
                tick.sequence(),
                tick.price(),
                tick.available(),
                tick.occurredAt());
    }

    /** An operator has set a price. */
    public void set(Symbol symbol, Price price, Instant at, long seq) {
        add(symbol, at.truncatedTo(ChronoUnit.MICROS), seq, TickSource.HOUSE, null, price, null, at);
    }

    public void add(ImportCandles wanted) {
        imported.add(wanted);
    }

    public void write(Writes writes) {
        writes.add(ticks);
        sources.write(writes);
        candles.write(writes);
        imported.write(writes);
    }

    private void add(
            Symbol symbol,
            Instant at,
            long seq,
            TickSource source,
            @Nullable Long sequence,
            Price price,
            @Nullable BigDecimal available,
            Instant toldAt) {
        ticks.text(symbol.value())
                .timestamptz(at)
                .bigint(seq)
                .text(source.value())
                .bigint(sequence)
                .numeric(price.value())
                .numeric(available)
                .timestamptz(toldAt)
                .endRow();
        candles.add(symbol, at, price.value(), available == null ? BigDecimal.ZERO : available, toldAt);
    }
}
