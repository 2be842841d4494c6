package dev.gembourse.bench.edge;

import dev.gembourse.bench.http.Bytes;
import dev.gembourse.bench.http.Script;
import dev.gembourse.events.value.Symbol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the prices of assets, which a gateway has in memory and shows to everybody: what is left is what a request costs, with
 * credentials or without.
 *
 * @param authorization the value of the header of that name; null to send none
 */
record PriceRequests(List<Symbol> symbols, @Nullable String authorization) {

    private static final int OK = 200;

    Script one() {
        return Script.of(this::ask, (number, answer) -> answer.status() == OK);
    }

    private void ask(long number, Bytes into) {
        into.ascii("GET /v1/assets/")
                .ascii(symbols.get((int) (number % symbols.size())).value())
                .ascii(" HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n");
        if (authorization != null) {
            into.ascii("Authorization: ").ascii(authorization).ascii("\r\n");
        }
        into.ascii("\r\n");
    }
}
