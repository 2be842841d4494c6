package dev.gembourse.peer;

import dev.gembourse.events.value.Symbol;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The prices, which do not move during a measurement: read once. */
@Component
@Profile("!empty & !bare")
class Quotes {

    /** An asset's name and price in USD. */
    record Quote(String name, BigDecimal price) {}

    private final Map<String, Quote> quotes = new HashMap<>();

    Quotes(JdbcClient jdbc) {
        jdbc.sql("select symbol, name, price from market.asset").query(row -> {
            quotes.put(row.getString(1), new Quote(row.getString(2), row.getBigDecimal(3)));
        });
    }

    Quote of(Symbol symbol) {
        Quote quote = quotes.get(symbol.value());
        if (quote == null) {
            throw new IllegalArgumentException("expected a listed asset but got " + symbol);
        }
        return quote;
    }
}
