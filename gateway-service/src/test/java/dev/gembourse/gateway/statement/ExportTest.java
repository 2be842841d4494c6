package dev.gembourse.gateway.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.PageView;
import dev.gembourse.events.view.TransferView;
import dev.gembourse.events.wire.Json;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A statement as a file: whole, or visibly not. */
class ExportTest {

    private static final OperationId OPERATION = OperationId.of("0c9f8a4e-51d4-5d3b-8f3a-2f6f0d9b7e10");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);

    private final RunningGateway gateway = RunningGateway.shared();
    private final AccountId account = new AccountId(UUID.randomUUID());
    private final String transfers = "/v1/accounts/" + account + "/transfers";
    private final String export = transfers + "/export";

    @Test
    void aStatementIsExportedAsCsvPageByPage() {
        gateway.processor.on(
                transfers,
                query -> query.contains("cursor=next")
                        ? page(null, line(3, "0.00", "TREASURY"))
                        : page("next", line(1, "1000.00", "TREASURY"), line(2, "-1000.00", "HOUSE")));

        Answered answer = gateway.get(export);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;header=present;charset=UTF-8");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"transfers-" + account + ".csv\"");
        assertThat(answer.body()).isEqualTo("""
                transferId,operationId,kind,unit,amount,before,after,counterparty,reference,at,message,reason,original
                2.1.0,0c9f8a4e-51d4-5d3b-8f3a-2f6f0d9b7e10,DEPOSIT,USD,1000.00,0.00,1000.00,TREASURY,,2026-03-01T12:00:00Z,,,
                2.2.0,0c9f8a4e-51d4-5d3b-8f3a-2f6f0d9b7e10,DEPOSIT,USD,-1000.00,0.00,-1000.00,HOUSE,,2026-03-01T12:00:00Z,,,
                2.3.0,0c9f8a4e-51d4-5d3b-8f3a-2f6f0d9b7e10,DEPOSIT,USD,0.00,0.00,0.00,TREASURY,,2026-03-01T12:00:00Z,,,
                """.replace("\n", "\r\n"));
        assertThat(gateway.processor.asked())
                .contains(
                        transfers + "?oldest-first=true&limit=500",
                        transfers + "?oldest-first=true&cursor=next&limit=500");
    }

    @Test
    void aStatementIsExportedAsJsonLinesOfWhatIsAskedFor() {
        gateway.processor.on(transfers, page(null, line(1, "1.00", "TREASURY"), line(2, "2.00", "TREASURY")));

        Answered answer = gateway.get(export + "?format=jsonl&unit=USD&kind=DEPOSIT&from=2026-01-01T00:00:00Z"
                + "&to=2026-12-31T00:00:00Z&at-least=2.2");

        assertThat(answer.header("Content-Type")).isEqualTo("application/jsonl");
        assertThat(answer.header("Content-Disposition")).endsWith(".jsonl\"");
        assertThat(answer.body().lines())
                .extracting(text -> Json.STRICT.readValue(text, TransferView.class))
                .containsExactly(line(1, "1.00", "TREASURY"), line(2, "2.00", "TREASURY"));
        assertThat(gateway.processor.asked())
                .contains(transfers + "?oldest-first=true&unit=USD&kind=DEPOSIT&from=2026-01-01T00%3A00%3A00Z"
                        + "&to=2026-12-31T00%3A00%3A00Z&at-least=2.2&limit=500");
    }

    @Test
    void whatACallerHasWrittenIsNoFormula() {
        TransferView plain = line(1, "1.00", "TREASURY");
        TransferView hostile = new TransferView(
                plain.transferId(),
                plain.operationId(),
                "BONUS",
                plain.unit(),
                plain.amount(),
                plain.before(),
                plain.after(),
                plain.counterparty(),
                new Reference("=HYPERLINK(\"http://x\",\"prize\")"),
                plain.at(),
                new Note("+1"),
                "@reason",
                OPERATION);
        gateway.processor.on(transfers, page(null, hostile));

        assertThat(gateway.get(export).body())
                .endsWith(",TREASURY,\"'=HYPERLINK(\"\"http://x\"\",\"\"prize\"\")\"," + AT + ",'+1,'@reason,"
                        + OPERATION + "\r\n");
    }

    @Test
    void anEmptyRangeIsAFileWithoutLines() {
        gateway.processor.on(transfers, page(null));

        assertThat(gateway.get(export).body().lines()).hasSize(1);
        assertThat(gateway.get(export + "?format=jsonl").body()).isEmpty();
    }

    @Test
    void headersAloneCostOnePage() {
        gateway.processor.on(transfers, query -> pageOfMany(query, Integer.MAX_VALUE));

        Answered answer = gateway.send("HEAD", export, BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Disposition")).contains("transfers-" + account);
        assertThat(gateway.processor.asked())
                .filteredOn(asked -> asked.startsWith(transfers))
                .hasSize(1);
    }

    @Test
    void whatIsWrongBeforeTheFirstLineIsAProblem() {
        gateway.processor.on(transfers, Reply.problem(404, "ACCOUNT_NOT_FOUND", "there is no account " + account));

        Answered answer = gateway.get(export);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("ACCOUNT_NOT_FOUND");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Content-Disposition")).isNull();
    }

    @Test
    void whatFailsHalfWayIsBrokenOffAndNeverLooksWhole() throws IOException {
        gateway.processor.on(
                transfers,
                query -> query.contains("cursor=next")
                        ? Reply.problem(503, "SERVICE_UNAVAILABLE", "the database does not answer right now")
                        : page("next", line(1, "1.00", "TREASURY")));

        try (Socket caller = ask(export)) {
            String all = new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(all)
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("Transfer-Encoding: chunked")
                    .endsWith("2.1.0," + OPERATION + ",DEPOSIT,USD,1.00,0.00,1.00,TREASURY,," + AT + ",,,\r\n\r\n");
        }
    }

    @Test
    void aHundredThousandLinesAreAllThereInOrder() {
        gateway.processor.on(transfers, query -> pageOfMany(query, 200));

        Answered answer = gateway.get(export);

        assertThat(answer.body()
                        .lines()
                        .skip(1)
                        .map(text -> text.substring(0, text.indexOf(',')))
                        .toList())
                .isEqualTo(IntStream.range(0, 100_000)
                        .mapToObj(i -> "2." + i + ".0")
                        .toList());
    }

    @Test
    void whoGoesAwayIsNotReadForAnyLonger() throws IOException {
        gateway.processor.on(transfers, query -> pageOfMany(query, Integer.MAX_VALUE));
        long before = ended();

        try (Socket caller = ask(export)) {
            assertThat(caller.getInputStream().readNBytes(10_000)).hasSize(10_000);
        }

        await().atMost(SOON).until(() -> ended() > before);
    }

    /** Pages are read only as fast as the caller reads; one that stands still for Tomcat's time-out is given up. */
    @Test
    void whoReadsNothingHoldsLittleAndNotForEver() throws IOException {
        gateway.processor.on(transfers, query -> pageOfMany(query, Integer.MAX_VALUE));
        long before = ended();

        try (Socket caller = ask(export)) {
            await().atMost(SOON).until(() -> ended() > before);

            assertThat(caller.isClosed()).isFalse();
        }
        assertThat(gateway.processor.asked().stream()
                        .filter(asked -> asked.startsWith(transfers))
                        .count())
                .isLessThan(400); // what fits into the buffers of two sockets
    }

    private Socket ask(String path) throws IOException {
        Socket socket = new Socket("127.0.0.1", gateway.port());
        socket.setSoTimeout(Math.toIntExact(SOON.toMillis()));
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: "
                                + RunningGateway.ADMIN + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** How many exports have ended, in whatever way. */
    private long ended() {
        return gateway
                .bean(MeterRegistry.class)
                .find("http.server.requests")
                .tag("uri", "/v1/accounts/{accountId}/transfers/export")
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private static Reply pageOfMany(String query, int pages) {
        int page = query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*cursor=([0-9]+).*", "$1")) : 0;
        return page(
                page + 1 < pages ? String.valueOf(page + 1) : null,
                IntStream.range(page * 500, page * 500 + 500)
                        .mapToObj(i -> line(i, "1.00", "TREASURY"))
                        .toArray(TransferView[]::new));
    }

    private static Reply page(@Nullable String next, TransferView... lines) {
        return Reply.ok(new Listing<>(List.of(lines), new PageView(500, next)));
    }

    private static TransferView line(int seq, String amount, String counterparty) {
        BigDecimal moved = new BigDecimal(amount);
        return new TransferView(
                "2." + seq + ".0",
                OPERATION,
                "DEPOSIT",
                new Unit("USD"),
                moved,
                new BigDecimal("0.00"),
                moved,
                counterparty,
                null,
                AT,
                null,
                null,
                null);
    }
}
