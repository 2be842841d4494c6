package dev.gembourse.tools.replay;

import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A way into the system. Rows go through it chunk by chunk: first all price updates of a chunk, then its trades.
 *
 * <p>A trade settles at the house price that holds at that moment, not at its row's. What every route promises is that no trade
 * settles at a price from before its chunk: it is the last price of its chunk, or a newer one. With chunks of one row each trade
 * settles at its own row's price, as long as settlement keeps up.
 */
interface Route extends AutoCloseable {

    /** Asks for the price updates of a chunk; when it returns, the last one of each symbol is in force. */
    void prices(List<Row> chunk) throws InterruptedException;

    /** Asks for the trades of a chunk; returns when all requests are accepted. */
    void trades(List<Row> chunk) throws InterruptedException;

    /**
     * Waits until everything that was asked for has an outcome, or until the time is over; what is still pending is then
     * told as it is.
     *
     * @param progress told now and then how many trades have an outcome
     */
    Fates fates(Duration atMost, LongConsumer progress) throws InterruptedException;

    @Override
    void close();
}
