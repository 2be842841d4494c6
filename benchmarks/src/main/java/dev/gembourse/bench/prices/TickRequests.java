package dev.gembourse.bench.prices;

import dev.gembourse.bench.http.Bytes;
import dev.gembourse.bench.http.Script;
import dev.gembourse.events.value.Symbol;
import java.util.List;

/**
 * Ticks as HTTP requests to a gateway, one of each asset in a request.
 *
 * @param source of the ticks: no two loads against the same assets may share it
 * @param authorization the value of the header of that name
 */
record TickRequests(List<Symbol> symbols, String source, String authorization) {

    private static final int MULTI_STATUS = 207;
    private static final String ACCEPTED = "\"status\":202";

    /** Wanted is that each tick is accepted. */
    Script ofAll() {
        return Script.of(
                this::ask,
                (number, answer) -> answer.status() == MULTI_STATUS && accepted(answer.body()) == symbols.size());
    }

    private void ask(long number, Bytes into) {
        Bytes body = new Bytes().ascii("{\"source\":\"").ascii(source).ascii("\",\"ticks\":[");
        for (int i = 0; i < symbols.size(); i++) {
            body.ascii(i == 0 ? "{\"symbol\":\"" : ",{\"symbol\":\"")
                    .ascii(symbols.get(i).value())
                    .ascii("\",\"price\":\"")
                    .number(1 + (number * 7 + i) % 100)
                    .ascii(".25\",\"available\":\"10\",\"sequence\":")
                    .number(number)
                    .ascii("}");
        }
        body.ascii("]}");
        into.ascii(
                        "POST /v1/ticks:batch HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Type: application/json\r\nAuthorization: ")
                .ascii(authorization)
                .ascii("\r\nContent-Length: ")
                .number(body.length())
                .ascii("\r\n\r\n")
                .append(body);
    }

    private static int accepted(String body) {
        int count = 0;
        for (int at = body.indexOf(ACCEPTED); at >= 0; at = body.indexOf(ACCEPTED, at + ACCEPTED.length())) {
            count++;
        }
        return count;
    }
}
