package dev.gembourse.bench.load;

import dev.gembourse.bench.http.Answer;
import dev.gembourse.bench.http.Bytes;
import dev.gembourse.bench.http.Script;
import dev.gembourse.events.value.AccountId;
import java.util.List;

/**
 * Trades as HTTP requests to a gateway, or to something that takes the same: always one piece bought, each with a key of its
 * own.
 *
 * @param name begins every key: no two loads against the same accounts may share it
 * @param authorization the value of the header of that name
 */
public record TradeRequests(Population population, String name, String authorization) {

    private static final String WAIT = "Prefer: wait=5\r\n";
    private static final int ACCEPTED = 202;
    private static final int MULTI_STATUS = 207;
    private static final int CREATED = 201;
    private static final int OK = 200;

    /** One trade a request, accepted when it is in the log. */
    public Script single() {
        return Script.of((number, into) -> single(number, "", into), (number, answer) -> answer.status() == ACCEPTED);
    }

    /** One trade a request, whose outcome is waited for. */
    public Script waiting() {
        return Script.of((number, into) -> single(number, WAIT, into), (number, answer) -> answer.status() == CREATED);
    }

    /** As {@link #waiting}, from something that names in its answer the key of the request that it answers. */
    public Script answeredByKey() {
        return Script.of(
                (number, into) -> single(number, WAIT, into),
                (number, answer) -> answer.status() == CREATED && answer.body().contains('"' + name + number + '"'));
    }

    /** As {@link #waiting}, and then asks for the player's place on a board that has seen the trade. */
    public Script untilRanked() {
        return new Script() {
            @Override
            public void ask(long number, Bytes into) {
                single(number, WAIT, into);
            }

            @Override
            public Verdict answered(long number, int requests, Answer answer, Bytes into) {
                if (requests == 2) {
                    return answer.status() == OK ? Verdict.DONE : Verdict.FAILED;
                }
                String position = answer.header("outcome-position");
                if (answer.status() != CREATED || position == null) {
                    return Verdict.FAILED;
                }
                standing(number, position, into);
                return Verdict.NEXT;
            }
        };
    }

    private Bytes standing(long number, String position, Bytes into) {
        return into.ascii("GET /v1/leaderboard/accounts/")
                .ascii(accountOf(number).toString())
                .ascii("?around=0&at-least=")
                .ascii(position)
                .ascii(" HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n");
    }

    /** So many trades a request; wanted is that each of them is accepted. */
    public Script batches(int size) {
        String accepted = "\"status\":" + ACCEPTED;
        return Script.of(
                (number, into) -> batch(number, size, into),
                (number, answer) -> answer.status() == MULTI_STATUS && count(answer.body(), accepted) == size);
    }

    private Bytes single(long number, String header, Bytes into) {
        int symbol = symbolOf(number);
        String code = population.symbols().get(symbol).value();
        return into.ascii("POST /v1/accounts/")
                .ascii(accountOf(number).toString())
                .ascii("/trades HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Type: application/json\r\nAuthorization: ")
                .ascii(authorization)
                .ascii("\r\nIdempotency-Key: ")
                .ascii(name)
                .number(number)
                .ascii("\r\n")
                .ascii(header)
                .ascii("Content-Length: ")
                .number("{'symbol':'','side':'BUY','quantity':'1'}".length() + code.length())
                .ascii("\r\n\r\n{\"symbol\":\"")
                .ascii(code)
                .ascii("\",\"side\":\"BUY\",\"quantity\":\"1\"}");
    }

    private Bytes batch(long number, int size, Bytes into) {
        Bytes body = new Bytes().ascii("{\"trades\":[");
        for (long one = number * size; one < (number + 1) * size; one++) {
            body.ascii(one == number * size ? "{\"accountId\":\"" : ",{\"accountId\":\"")
                    .ascii(accountOf(one).toString())
                    .ascii("\",\"idempotencyKey\":\"")
                    .ascii(name)
                    .number(one)
                    .ascii("\",\"symbol\":\"")
                    .ascii(population.symbols().get(symbolOf(one)).value())
                    .ascii("\",\"side\":\"BUY\",\"quantity\":\"1\"}");
        }
        body.ascii("]}");
        return into.ascii(
                        "POST /v1/trades:batch HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Type: application/json\r\nAuthorization: ")
                .ascii(authorization)
                .ascii("\r\nContent-Length: ")
                .number(body.length())
                .ascii("\r\n\r\n")
                .append(body);
    }

    /** Whom a trade is for: neighbours in time are spread. */
    public AccountId accountOf(long number) {
        List<AccountId> accounts = population.accounts();
        return accounts.get((int) (number * 2_654_435_761L % accounts.size()));
    }

    private int symbolOf(long number) {
        return (int) (number % population.symbols().size());
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
