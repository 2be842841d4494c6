package dev.gembourse.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of bad input gets a clear answer of 4xx and changes nothing. */
class BadInputTest {

    private static final RunningGateway GATEWAY = RunningGateway.shared();
    private static final String ACCOUNT = "/v1/accounts/01890a5d-ac96-774b-bcce-b302099a8057";

    @BeforeAll
    static void anAssetWithTwoDecimals() {
        GATEWAY.create("BAD2");
    }

    @ParameterizedTest(name = "deposit {3} -> {0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":"0"}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":0}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":"0.00"}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":"-0.01"}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":-5}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":"NaN"}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":"Infinity"}
            400 | MALFORMED_JSON        |           | {"currency":"USD","amount":NaN}
            400 | MALFORMED_JSON        |           | {"currency":"USD","amount":-Infinity}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":1e400}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":"1e400"}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":"1e-400"}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":"1e999999999"}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":"100000000000000000000"}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":"0.000000001"}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":""}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":" 1"}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":"1,5"}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":"0x10"}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":true}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":["1"]}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":{"value":"1"}}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD","amount":null}
            400 | INVALID_REQUEST       | /amount   | {"currency":"USD"}
            400 | INVALID_REQUEST       | /currency | {"amount":"1"}
            400 | INVALID_REQUEST       | /currency | {"currency":"usd","amount":"1"}
            400 | INVALID_REQUEST       | /currency | {"currency":"US\\u0000D","amount":"1"}
            400 | INVALID_REQUEST       | /currency | {"currency":7,"amount":"1"}
            400 | INVALID_REQUEST       | /bonus    | {"currency":"USD","amount":"1","bonus":1}
            400 | MALFORMED_JSON        |           | {"currency":"USD","amount":"1","amount":"2"}
            400 | MALFORMED_JSON        |           | {"currency":"USD","amount":"1"
            400 | INVALID_REQUEST       |           | {"currency":"USD","amount":"1"} {}
            400 | MALFORMED_JSON        |           | {'currency':'USD','amount':'1'}
            400 | INVALID_REQUEST       |           | []
            400 | INVALID_REQUEST       |           | "text"
            400 | INVALID_REQUEST       |           | null
            422 | UNKNOWN_CURRENCY      | /currency | {"currency":"XXX","amount":"1"}
            422 | AMOUNT_SCALE_EXCEEDED | /amount   | {"currency":"USD","amount":"0.001"}
            422 | AMOUNT_SCALE_EXCEEDED | /amount   | {"currency":"GC","amount":"0.5"}
            """)
    void aBadDepositIsRefused(int status, String code, String pointer, String body) {
        Answered answer = post(ACCOUNT + "/deposits", body);

        assertProblem(answer, status, code);
        if (pointer != null) {
            assertThat(answer.at("/errors/0/pointer")).as(answer.body()).isEqualTo(pointer);
            assertThat(answer.at("/errors/0/detail")).isNotBlank();
        }
    }

    @ParameterizedTest(name = "{2} {3} -> {0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            400 | INVALID_REQUEST         | /v1/accounts  | {"username":"ab"}
            400 | INVALID_REQUEST         | /v1/accounts  | {"username":"with space"}
            400 | INVALID_REQUEST         | /v1/accounts  | {"username":"ev\\u0000il"}
            400 | INVALID_REQUEST         | /v1/accounts  | {"username":"j\\u00fcrgen"}
            400 | INVALID_REQUEST         | /v1/accounts  | {"username":12345}
            400 | INVALID_REQUEST         | /v1/accounts  | {"username":"bob","balance":"100"}
            400 | INVALID_REQUEST         | /v1/accounts  | {"username":"bob","initialDeposit":{"currency":"USD","amount":"-1"}}
            422 | AMOUNT_SCALE_EXCEEDED   | /v1/accounts  | {"username":"bob","initialDeposit":{"currency":"USD","amount":"1.001"}}
            400 | INVALID_REQUEST         | ACC/trades    | {"symbol":"BAD2","side":"HOLD","quantity":"1"}
            400 | INVALID_REQUEST         | ACC/trades    | {"symbol":"BAD2","side":0,"quantity":"1"}
            400 | INVALID_REQUEST         | ACC/trades    | {"symbol":"BAD2","side":"BUY"}
            400 | INVALID_REQUEST         | ACC/trades    | {"symbol":"BAD2","side":"BUY","quantity":"1","notional":"1"}
            400 | INVALID_REQUEST         | ACC/trades    | {"symbol":"BAD2","side":"BUY","quantity":"0"}
            400 | INVALID_REQUEST         | ACC/trades    | {"symbol":"BAD2","side":"BUY","notional":"-1"}
            400 | INVALID_REQUEST         | ACC/trades    | {"symbol":"BAD2","side":"BUY","quantity":"1","price":"0.01"}
            422 | QUANTITY_SCALE_EXCEEDED | ACC/trades    | {"symbol":"BAD2","side":"BUY","quantity":"0.001"}
            422 | UNKNOWN_SYMBOL          | ACC/trades    | {"symbol":"NOSUCH","side":"BUY","quantity":"1"}
            400 | INVALID_REQUEST         | ACC/trades    | {"symbol":"no such","side":"BUY","quantity":"1"}
            400 | INVALID_REQUEST         | /v1/assets    | {"symbol":"NEW","name":"New","currency":"USD","price":"0"}
            400 | INVALID_REQUEST         | /v1/assets    | {"symbol":"NEW","name":"New","currency":"USD","price":"-1"}
            400 | INVALID_REQUEST         | /v1/assets    | {"symbol":"new","name":"New","currency":"USD","price":"1"}
            400 | INVALID_REQUEST         | /v1/assets    | {"symbol":"NEW","name":"","currency":"USD","price":"1"}
            400 | INVALID_REQUEST         | /v1/assets    | {"symbol":"NEW","name":"a\\u0007b","currency":"USD","price":"1"}
            400 | INVALID_REQUEST         | /v1/assets    | {"symbol":"NEW","name":"a\\ud800b","currency":"USD","price":"1"}
            400 | INVALID_REQUEST         | /v1/assets    | {"symbol":"NEW","name":5,"currency":"USD","price":"1"}
            400 | INVALID_REQUEST         | /v1/assets    | {"symbol":"NEW","name":"New","currency":"USD","price":"1","scale":9}
            400 | INVALID_REQUEST         | /v1/assets    | {"symbol":"NEW","name":"New","currency":"USD","price":"1","scale":-1}
            400 | INVALID_REQUEST         | /v1/assets    | {"symbol":"NEW","name":"New","currency":"USD","price":"1","scale":"2"}
            400 | INVALID_REQUEST         | /v1/assets    | {"symbol":"NEW","name":"New","currency":"USD","price":"1","scale":2.5}
            422 | UNKNOWN_CURRENCY        | /v1/assets    | {"symbol":"NEW","name":"New","currency":"XXX","price":"1"}
            400 | INVALID_REQUEST         | /v1/units     | {"unit":"new","name":"New","kind":"VIRTUAL","scale":0}
            400 | INVALID_REQUEST         | /v1/units     | {"unit":"NEW","name":"","kind":"VIRTUAL","scale":0}
            400 | INVALID_REQUEST         | /v1/units     | {"unit":"NEW","name":"New","kind":"SHINY","scale":0}
            400 | INVALID_REQUEST         | /v1/units     | {"unit":"NEW","name":"New","kind":"VIRTUAL"}
            400 | INVALID_REQUEST         | /v1/units     | {"unit":"NEW","name":"New","kind":"VIRTUAL","scale":9}
            400 | INVALID_REQUEST         | /v1/units     | {"unit":"NEW","name":"New","kind":"VIRTUAL","scale":-1}
            400 | INVALID_REQUEST         | /v1/units     | {"unit":"NEW","name":"New","kind":"VIRTUAL","scale":"0"}
            400 | INVALID_REQUEST         | /v1/units     | {"unit":"NEW","name":"New","kind":"VIRTUAL","scale":0,"price":"1"}
            400 | INVALID_REQUEST         | /v1/trades:batch | {"trades":[]}
            400 | INVALID_REQUEST         | /v1/trades:batch | {}
            400 | INVALID_REQUEST         | /v1/trades:batch | {"trades":"all"}
            """)
    void aBadBodyIsRefused(int status, String code, String path, String body) {
        Answered answer = post(path.replace("ACC", ACCOUNT), body);

        assertProblem(answer, status, code);
    }

    @ParameterizedTest(name = "wallet {3} -> {0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            400 | INVALID_REQUEST       | /amount    | {"unit":"GC","amount":"0"}
            400 | INVALID_REQUEST       | /amount    | {"unit":"GC","amount":"-1"}
            400 | INVALID_REQUEST       | /amount    | {"unit":"GC","amount":"1e400"}
            400 | INVALID_REQUEST       | /amount    | {"unit":"GC","amount":"100000000000000000000"}
            400 | INVALID_REQUEST       | /amount    | {"unit":"GC"}
            400 | INVALID_REQUEST       | /unit      | {"amount":"1"}
            400 | INVALID_REQUEST       | /unit      | {"unit":"gc","amount":"1"}
            400 | INVALID_REQUEST       | /currency  | {"unit":"GC","currency":"GC","amount":"1"}
            400 | INVALID_REQUEST       | /reference | {"unit":"GC","amount":"1","reference":""}
            400 | INVALID_REQUEST       | /reference | {"unit":"GC","amount":"1","reference":" "}
            400 | INVALID_REQUEST       | /reference | {"unit":"GC","amount":"1","reference":"a\\u0000b"}
            400 | INVALID_REQUEST       | /reference | {"unit":"GC","amount":"1","reference":"a\\ud800b"}
            400 | INVALID_REQUEST       | /reference | {"unit":"GC","amount":"1","reference":17}
            400 | INVALID_REQUEST       | /reference | {"unit":"GC","amount":"1","reference":"LONG"}
            422 | UNKNOWN_UNIT          | /unit      | {"unit":"XXX","amount":"1"}
            422 | UNKNOWN_UNIT          | /unit      | {"unit":"BAD2","amount":"1"}
            422 | AMOUNT_SCALE_EXCEEDED | /amount    | {"unit":"GC","amount":"0.5"}
            """)
    void aBadWalletRequestIsRefused(int status, String code, String pointer, String body) {
        for (String path : List.of("/wallet/top-ups", "/wallet/bonuses", "/wallet/purchases")) {
            Answered answer = post(ACCOUNT + path, body.replace("LONG", "x".repeat(101)));

            assertProblem(answer, status, code);
            assertThat(answer.at("/errors/0/pointer")).as(answer.body()).isEqualTo(pointer);
        }
    }

    @ParameterizedTest(name = "PUT shorting {0}")
    @ValueSource(
            strings = {
                "{}",
                "{\"permitted\":null}",
                "{\"permitted\":\"true\"}",
                "{\"permitted\":1}",
                "{\"permitted\":true,\"until\":\"tomorrow\"}"
            })
    void aPermissionToSellShortIsGivenOrEnded(String body) {
        int before = GATEWAY.sent.count();

        Answered answer = GATEWAY.sendJson("PUT", ACCOUNT + "/shorting", body);

        assertProblem(answer, 400, "INVALID_REQUEST");
        assertThat(GATEWAY.sent.count()).isEqualTo(before);
    }

    /** The system's own accounts have no ids: nobody can name one. */
    @Test
    void aSystemAccountIsNoPlayer() {
        for (String owner : List.of("TREASURY", "HOUSE", "FEES")) {
            assertProblem(
                    post("/v1/accounts/" + owner + "/wallet/top-ups", "{\"unit\":\"GC\",\"amount\":\"1\"}"),
                    400,
                    "INVALID_PARAMETER");
            assertProblem(GATEWAY.get("/v1/accounts/" + owner + "/wallets"), 400, "INVALID_PARAMETER");
        }
    }

    @ParameterizedTest(name = "PATCH unit {2} -> {0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            400 | INVALID_REQUEST   | GC     | {}
            400 | INVALID_REQUEST   | GC     | {"name":""}
            400 | INVALID_REQUEST   | GC     | {"status":"HALTED"}
            400 | INVALID_REQUEST   | GC     | {"scale":2}
            400 | INVALID_REQUEST   | GC     | {"kind":"CURRENCY"}
            400 | INVALID_PARAMETER | gc     | {"name":"Coins"}
            404 | UNIT_NOT_FOUND    | NOSUCH | {"name":"Coins"}
            """)
    void aBadChangeOfAUnitIsRefused(int status, String code, String unit, String body) {
        int before = GATEWAY.sent.count();

        Answered answer = GATEWAY.sendJson("PATCH", "/v1/units/" + unit, body);

        assertProblem(answer, status, code);
        assertThat(GATEWAY.sent.count()).isEqualTo(before);
    }

    @ParameterizedTest(name = "PATCH {2} -> {0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            400 | INVALID_REQUEST | BAD2   | {}
            400 | INVALID_REQUEST | BAD2   | {"price":"0"}
            400 | INVALID_REQUEST | BAD2   | {"status":"RETIRED"}
            400 | INVALID_REQUEST | BAD2   | {"status":"CLOSED"}
            400 | INVALID_REQUEST | BAD2   | {"scale":3}
            400 | INVALID_PARAMETER | bad2 | {"price":"1"}
            404 | ASSET_NOT_FOUND | NOSUCH | {"price":"1"}
            """)
    void aBadChangeIsRefused(int status, String code, String symbol, String body) {
        int before = GATEWAY.sent.count();

        Answered answer = GATEWAY.sendJson("PATCH", "/v1/assets/" + symbol, body);

        assertProblem(answer, status, code);
        assertThat(GATEWAY.sent.count()).isEqualTo(before);
    }

    @ParameterizedTest(name = "GET {3} -> {0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            400 | INVALID_PARAMETER | accountId | /v1/accounts/42
            400 | INVALID_PARAMETER | accountId | /v1/accounts/01890a5d-ac96-774b-bcce-b302099a805
            400 | INVALID_PARAMETER | accountId | /v1/accounts/'%20or%201=1--/portfolio
            400 | INVALID_PARAMETER | username  | /v1/accounts?username=a
            400 | INVALID_PARAMETER | limit     | /v1/accounts?limit=0
            400 | INVALID_PARAMETER | limit     | /v1/accounts?limit=501
            400 | INVALID_PARAMETER | limit     | /v1/accounts?limit=ten
            400 | INVALID_PARAMETER | limit     | /v1/accounts?limit=99999999999
            400 | INVALID_PARAMETER | cursor    | /v1/accounts?cursor=a%20b
            400 | INVALID_PARAMETER | cursor    | /v1/accounts?cursor=%00
            400 | INVALID_PARAMETER | cursor    | /v1/assets?cursor=lower
            400 | INVALID_PARAMETER | limit     | /v1/assets?limit=1001
            400 | INVALID_PARAMETER | status    | /v1/assets?status=GONE
            400 | INVALID_PARAMETER | symbol    | /v1/assets/gold
            400 | INVALID_PARAMETER | unit      | /v1/units/gc
            400 | INVALID_PARAMETER | cursor    | /v1/units?cursor=lower
            400 | INVALID_PARAMETER | limit     | /v1/units?limit=0
            400 | INVALID_PARAMETER | unit      | ACC/wallets/gc
            400 | INVALID_PARAMETER | limit     | ACC/wallets?limit=501
            400 | INVALID_PARAMETER | at-least  | ACC/wallets/GC?at-least=soon
            400 | INVALID_PARAMETER | from      | ACC/trades?from=yesterday
            400 | INVALID_PARAMETER | to        | ACC/trades?to=2026-02-30T00:00:00Z
            400 | INVALID_PARAMETER | from      | ACC/trades?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z
            400 | INVALID_PARAMETER | symbol    | ACC/trades?symbol=gold
            400 | INVALID_PARAMETER | currency  | ACC/summary?currency=usd
            400 | INVALID_PARAMETER | period    | ACC/portfolio/history?period=2d
            400 | INVALID_PARAMETER | interval  | ACC/portfolio/history?interval=5m
            400 | INVALID_PARAMETER | from      | ACC/portfolio/history?from=yesterday
            400 | INVALID_PARAMETER | from      | ACC/portfolio/history?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z
            400 | INVALID_PARAMETER | to        | ACC/closed-lots?to=2026-02-30T00:00:00Z
            400 | INVALID_PARAMETER | limit     | ACC/closed-lots?limit=501
            400 | INVALID_PARAMETER | symbol    | ACC/closed-lots?symbol=gold
            400 | INVALID_PARAMETER | limit     | /v1/assets/GOLD/trades?limit=1001
            400 | INVALID_PARAMETER | from      | /v1/assets/GOLD/trades?from=soon
            400 | INVALID_PARAMETER | from      | ACC/trades?from=+10000-01-01T00:00:00Z
            400 | INVALID_PARAMETER | unit      | ACC/transfers?unit=usd
            400 | INVALID_PARAMETER | from      | ACC/transfers?from=2026-13-01T00:00:00Z
            400 | INVALID_PARAMETER | from      | ACC/transfers?from=
            400 | INVALID_PARAMETER | from      | ACC/transfers?from=0000-01-01T00:00:00Z
            400 | INVALID_PARAMETER | to        | ACC/transfers?to=2026-01-01
            400 | INVALID_PARAMETER | from      | ACC/transfers?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z
            400 | INVALID_PARAMETER | limit     | ACC/transfers?limit=501
            400 | INVALID_PARAMETER | cursor    | ACC/transfers?cursor=a%20b
            400 | INVALID_PARAMETER | at-least  | ACC/transfers?at-least=now
            400 | INVALID_PARAMETER | format    | ACC/transfers/export?format=xml
            400 | INVALID_PARAMETER | format    | ACC/transfers/export?format=CSV
            400 | INVALID_PARAMETER | unit      | ACC/transfers/export?unit=usd
            400 | INVALID_PARAMETER | from      | ACC/transfers/export?from=yesterday
            400 | INVALID_PARAMETER | to        | ACC/transfers/export?to=tomorrow
            400 | INVALID_PARAMETER | from      | ACC/transfers/export?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z
            400 | INVALID_PARAMETER | at        | ACC/balances?at=yesterday
            400 | INVALID_PARAMETER | at        | ACC/balances?at=
            400 | INVALID_PARAMETER | at        | ACC/balances?at=2.-1
            400 | INVALID_PARAMETER | at        | ACC/balances?at=99999999999.1
            400 | INVALID_PARAMETER | unit      | ACC/balances?unit=usd
            400 | INVALID_PARAMETER | limit     | /v1/leaderboard?limit=0
            400 | INVALID_PARAMETER | limit     | /v1/leaderboard?limit=1001
            400 | INVALID_PARAMETER | limit     | /v1/leaderboard?limit=-1
            400 | INVALID_PARAMETER | around    | /v1/leaderboard/accounts/01890a5d-ac96-774b-bcce-b302099a8057?around=-1
            400 | INVALID_PARAMETER | at-least  | ACC?at-least=later
            400 | INVALID_PARAMETER | at-least  | ACC?at-least=1.-1
            400 | INVALID_PARAMETER | operationId | /v1/operations/x
            400 | INVALID_PARAMETER | position  | /v1/operations/01890a5d-ac96-774b-bcce-b302099a8057?position=1
            400 | INVALID_PARAMETER | wait      | /v1/operations/01890a5d-ac96-774b-bcce-b302099a8057?wait=11
            400 | INVALID_PARAMETER | wait      | /v1/operations/01890a5d-ac96-774b-bcce-b302099a8057?wait=soon
            404 | NOT_FOUND         |           | /v1/nothing
            404 | NOT_FOUND         |           | /v1/accounts/01890a5d-ac96-774b-bcce-b302099a8057/secrets
            404 | NOT_FOUND         |           | /favicon.ico
            405 | METHOD_NOT_ALLOWED |          | /v1/trades:batch
            404 | NOT_FOUND         |           | /problems/NO_SUCH_CODE
            """)
    void aBadAddressOrParameterIsRefused(int status, String code, String parameter, String path) {
        Answered answer = GATEWAY.get(path.replace("ACC", ACCOUNT));

        assertProblem(answer, status, code);
        if (parameter != null) {
            assertThat(answer.at("/errors/0/parameter")).as(answer.body()).isEqualTo(parameter);
        }
    }

    @ParameterizedTest(name = "Idempotency-Key {1} -> {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            IDEMPOTENCY_KEY_INVALID  | ""
            IDEMPOTENCY_KEY_INVALID  | "open
            IDEMPOTENCY_KEY_INVALID  | "a" b
            IDEMPOTENCY_KEY_INVALID  | "a\\b"
            """)
    void aBadKeyIsRefused(String code, String key) {
        assertProblem(
                GATEWAY.post(ACCOUNT + "/deposits", "{\"currency\":\"USD\",\"amount\":\"1\"}", "Idempotency-Key", key),
                400,
                code);
    }

    @Test
    void aMissingKeyIsRefused() {
        Answered answer = GATEWAY.send(
                "POST",
                ACCOUNT + "/deposits",
                BodyPublishers.ofString("{\"currency\":\"USD\",\"amount\":\"1\"}"),
                "Content-Type",
                "application/json");

        assertProblem(answer, 400, "IDEMPOTENCY_KEY_REQUIRED");
    }

    @AfterAll
    static void nothingWasPublishedButTheOneThatWasGood() {
        assertThat(GATEWAY.sent.countOfKey(ACCOUNT.substring("/v1/accounts/".length())))
                .isEqualTo(1);
        assertThat(GATEWAY.sent.countOfKey("NEW")).isZero();
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        String body = "{\"currency\":\"USD\",\"amount\":\"1\"}";

        assertProblem(
                GATEWAY.post(ACCOUNT + "/deposits", body, "Idempotency-Key", "k".repeat(256)),
                400,
                "IDEMPOTENCY_KEY_INVALID");
        assertThat(GATEWAY.post(ACCOUNT + "/deposits", body, "Idempotency-Key", "k".repeat(255))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void anEmptyBodyIsRefused() {
        assertProblem(post(ACCOUNT + "/deposits", ""), 400, "INVALID_REQUEST");
    }

    @Test
    void aHugeBodyIsRefused() {
        assertProblem(
                post(ACCOUNT + "/deposits", "{\"currency\":\"" + "A".repeat(65_536) + "\"}"), 413, "CONTENT_TOO_LARGE");
        assertProblem(
                post("/v1/trades:batch", "{\"trades\":[" + " ".repeat(1_048_576) + "]}"), 413, "CONTENT_TOO_LARGE");
    }

    @Test
    void deepNestingIsRefused() {
        assertProblem(
                post(ACCOUNT + "/deposits", "[".repeat(21) + "]".repeat(21)), 400, "INVALID_REQUEST", "MALFORMED_JSON");
        assertProblem(
                post("/v1/trades:batch", "{\"trades\":[" + "[".repeat(5_000) + "]".repeat(5_000) + "]}"),
                400,
                "MALFORMED_JSON");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/plain
            application/xml
            application/x-www-form-urlencoded
            multipart/form-data; boundary=x
            """)
    void anotherContentTypeIsRefused(String type) {
        assertProblem(
                GATEWAY.post(ACCOUNT + "/deposits", "{\"currency\":\"USD\",\"amount\":\"1\"}", "Content-Type", type),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aFormIsNotReadBeforeItsSizeIsKnown() {
        byte[] form = "a=b&".repeat(20_000).getBytes(StandardCharsets.US_ASCII);

        Answered answer = GATEWAY.send(
                "PATCH",
                "/v1/assets/BAD2",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)), // of unknown length: in chunks
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Idempotency-Key",
                RunningGateway.newKey());

        assertProblem(answer, 413, "CONTENT_TOO_LARGE");
    }

    @Test
    void aFormThatCannotBeDecodedIsTheCallersFault() {
        Answered answer = GATEWAY.send(
                "DELETE",
                "/v1/assets/BAD2",
                BodyPublishers.ofString("%zz"),
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertProblem(answer, 400, "IDEMPOTENCY_KEY_REQUIRED");
    }

    @Test
    void aCompressedBodyIsRefused() {
        assertProblem(
                GATEWAY.post(ACCOUNT + "/deposits", "{}", "Content-Encoding", "gzip"), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertProblem(bytes("{\"currency\":\"US\u00ff\",\"amount\":\"1\"}"), 400, "MALFORMED_JSON");
        assertProblem(bytes("{\"currency\":\"\u00c0\u00af\",\"amount\":\"1\"}"), 400, "MALFORMED_JSON");
        assertProblem(bytes("{\"currency\":\"\u00ed\u00a0\u0080\",\"amount\":\"1\"}"), 400, "MALFORMED_JSON");
        assertProblem(bytes("{\"currency\":\"USD\u0000\",\"amount\":\"1\"}"), 400, "MALFORMED_JSON");
        assertProblem(bytes("{\"currency\":\"USD\u0001\",\"amount\":\"1\"}"), 400, "MALFORMED_JSON");
    }

    @Test
    void anUnacceptableFormIsRefused() {
        assertProblem(GATEWAY.get("/v1/assets", "Accept", "application/xml"), 406, "NOT_ACCEPTABLE");
        assertProblem(GATEWAY.get("/v1/nothing", "Accept", "text/html"), 404, "NOT_FOUND");
    }

    @Test
    void anotherMethodIsRefusedWithThoseThatThereAre() {
        Answered answer = GATEWAY.sendJson("PUT", "/v1/assets/BAD2", "{}");

        assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(String.valueOf(answer.header("Allow"))).contains("GET", "PATCH", "DELETE");
    }

    private static Answered bytes(String latin1) {
        return GATEWAY.send(
                "POST",
                ACCOUNT + "/deposits",
                BodyPublishers.ofByteArray(latin1.getBytes(StandardCharsets.ISO_8859_1)),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                RunningGateway.newKey());
    }

    private static Answered post(String path, String body) {
        return GATEWAY.post(path, body);
    }

    private static void assertProblem(Answered answer, int status, String... codes) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.code()).as(answer.body()).isIn((Object[]) codes);
        assertThat(answer.at("/status")).isEqualTo(String.valueOf(status));
        assertThat(answer.at("/type")).isEqualTo("/problems/" + answer.code());
        assertThat(answer.at("/title")).isNotBlank();
        assertThat(answer.at("/detail")).isNotBlank();
        assertThat(answer.at("/traceId")).hasSize(32);
        assertThat(answer.header("X-Request-Id")).isNotBlank();
        assertThat(answer.body().toLowerCase(Locale.ROOT))
                .doesNotContain("exception", "jackson", "java.", "dev.gembourse", "org.springframework", "\\n\\tat");
    }
}
