package dev.gembourse.bench.orders;

import dev.gembourse.bench.http.Bytes;
import dev.gembourse.bench.http.Script;
import dev.gembourse.bench.load.Population;
import dev.gembourse.events.value.Symbol;
import java.util.List;

/**
 * Orders as HTTP requests to a gateway: each buys one piece of what the house offers, and waits until it is filled.
 *
 * @param name begins every key: no two loads against the same accounts may share it
 * @param authorization the value of the header of that name
 */
record MarketableRequests(Population population, List<Symbol> books, String name, String authorization) {

    private static final int CREATED = 201;

    Script untilFilled() {
        return Script.of(
                this::ask,
                (number, answer) -> answer.status() == CREATED && answer.body().contains("\"status\":\"FILLED\""));
    }

    private void ask(long number, Bytes into) {
        Bytes body = new Bytes()
                .ascii("{\"symbol\":\"")
                .ascii(books.get((int) (number % books.size())).value())
                .ascii("\",\"side\":\"BUY\",\"type\":\"MARKET\",\"quantity\":\"1\"}");
        int account = (int) (number * 2_654_435_761L % population.accounts().size());
        into.ascii("POST /v1/accounts/")
                .ascii(population.accounts().get(account).toString())
                .ascii("/orders HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Type: application/json\r\nAuthorization: ")
                .ascii(authorization)
                .ascii("\r\nPrefer: wait=5\r\nIdempotency-Key: ")
                .ascii(name)
                .number(number)
                .ascii("\r\nContent-Length: ")
                .number(body.length())
                .ascii("\r\n\r\n")
                .append(body);
    }
}
