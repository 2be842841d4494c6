package dev.gembourse.tools.replay;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import java.time.Instant;

/** A trade as the exchange reported it; {@code line} is where it begins in the file. */
public record Row(long line, Instant time, Symbol symbol, Side side, Price price, Quantity quantity, String tradeId) {

    private static final int LONGEST_ID = 100;

    static String requireTradeId(String tradeId) {
        if (tradeId.isEmpty()
                || tradeId.length() > LONGEST_ID
                || !tradeId.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\\')) {
            throw new IllegalArgumentException("expected trade_id to be 1 to " + LONGEST_ID
                    + " printable characters without blanks, quotes and backslashes");
        }
        return tradeId;
    }
}
