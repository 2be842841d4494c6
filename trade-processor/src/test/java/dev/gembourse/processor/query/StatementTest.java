package dev.gembourse.processor.query;

import static dev.gembourse.processor.fixture.Issuers.create;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.view.BalancesView;
import dev.gembourse.events.view.Listing;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.view.TransferView;
import dev.gembourse.processor.fixture.Players;
import dev.gembourse.processor.fixture.RunningProcessor;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;

/** What moved in Sue's account, and what she held when: she trades S-GOLD in USD and S-COIN in ETH. */
class StatementTest {

    private static final AccountId SUE = account("statement-sue");
    private static final RunningProcessor PROCESSOR = RunningProcessor.shared();
    private static final List<OperationView> TRADES = new ArrayList<>();
    private static Instant between = Instant.EPOCH;

    @BeforeAll
    static void trade() {
        PROCESSOR.settle(open("open", SUE, "Statement-Sue", Money.of("USD", "1000")));
        PROCESSOR.settle(deposit("eth", SUE, "ETH", "1.5"));
        StreamPosition gold =
                PROCESSOR.settle(create("create", "S-GOLD", "USD", "40")).position();
        StreamPosition coin =
                PROCESSOR.settle(create("create", "S-COIN", "ETH", "0.25")).position();
        buy("t1", "S-GOLD", "5", gold);
        buy("t2", "S-COIN", "2", coin);
        between = TRADES.getLast().settledAt();
        buy("t3", "S-GOLD", "0.5", gold);
        TRADES.add(PROCESSOR.settle(Players.trade("t4", SUE, Side.SELL, "S-COIN", "2")));
    }

    @Test
    void theStatementIsAnUnbrokenChainOfTransfers() {
        List<TransferView> all = pages(of("/transfers"), 1000, new TypeReference<>() {});
        List<TransferView> byThree = pages(of("/transfers"), 3, new TypeReference<>() {});

        assertThat(byThree).isEqualTo(all).hasSize(10);
        assertThat(all.getLast()).satisfies(first -> {
            assertThat(first.kind()).isEqualTo("DEPOSIT");
            assertThat(first.amount()).isEqualTo("1000.00");
            assertThat(first.before()).isEqualTo("0.00");
            assertThat(first.counterparty()).isEqualTo("TREASURY");
        });
        for (String unit : List.of("USD", "ETH", "S-GOLD", "S-COIN")) {
            BigDecimal balance = BigDecimal.ZERO;
            for (TransferView line : all.reversed()) {
                if (line.unit().code().equals(unit)) {
                    assertThat(line.before()).isEqualByComparingTo(balance);
                    balance = balance.add(line.amount());
                    assertThat(line.after()).isEqualByComparingTo(balance);
                }
            }
        }
        assertThat(all).extracting(TransferView::transferId).doesNotHaveDuplicates();
    }

    @Test
    void theStatementIsFilteredByUnitKindAndTimeInclusively() {
        List<TransferView> all = pages(of("/transfers"), 1000, new TypeReference<>() {});

        assertThat(statement("unit=S-GOLD"))
                .hasSize(2)
                .isEqualTo(those(all, line -> line.unit().code().equals("S-GOLD")));
        assertThat(statement("kind=DEPOSIT"))
                .hasSize(2)
                .isEqualTo(those(all, line -> line.kind().equals("DEPOSIT")));
        assertThat(statement("kind=TRADE&unit=USD"))
                .hasSize(2)
                .isEqualTo(those(
                        all,
                        line -> line.kind().equals("TRADE")
                                && line.unit().code().equals("USD")));
        assertThat(statement("from=" + between))
                .hasSize(6)
                .isEqualTo(those(all, line -> !line.at().isBefore(between)));
        assertThat(statement("to=" + between))
                .hasSize(6)
                .isEqualTo(those(all, line -> !line.at().isAfter(between)));
        assertThat(statement("unit=ETH&from=" + between + "&to=" + between)).hasSize(1);
        assertThat(statement("unit=NEVER")).isEmpty();
        assertThat(statement("from=2099-01-01T00:00:00Z")).isEmpty();
        assertThat(statement("to=0001-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void theStatementIsAlsoReadFromItsBeginningUpToWhereItEndedThen() {
        AccountId carl = account("query-carl");
        String path = "/v1/accounts/" + carl + "/transfers?oldest-first";
        PROCESSOR.settle(open("open-carl", carl, "Query-Carl", Money.of("USD", "1")));
        PROCESSOR.settle(deposit("c2", carl, "USD", "2"));
        PROCESSOR.settle(deposit("c3", carl, "USD", "3"));

        Listing<TransferView> first = PROCESSOR.get(path + "&limit=2", new TypeReference<>() {});
        PROCESSOR.settle(deposit("c4", carl, "USD", "4"));
        Listing<TransferView> rest =
                PROCESSOR.get(path + "&limit=2&cursor=" + first.page().nextCursor(), new TypeReference<>() {});

        assertThat(first.items()).extracting(line -> line.amount().toString()).containsExactly("1.00", "2.00");
        assertThat(rest.items()).extracting(line -> line.amount().toString()).containsExactly("3.00");
        assertThat(rest.page().nextCursor()).isNull();
    }

    @Test
    void balancesOfThePastAreToldByTimeAndByPosition() {
        StreamPosition second = Objects.requireNonNull(TRADES.get(1).position());

        BalancesView byTime = PROCESSOR.get(of("/balances?at=" + between), new TypeReference<>() {});
        BalancesView byPosition = PROCESSOR.get(of("/balances?position=" + second), new TypeReference<>() {});
        BalancesView before = PROCESSOR.get(
                of("/balances?position=" + second.partition() + "." + (second.index() - 1)), new TypeReference<>() {});

        assertThat(lines(byTime)).containsExactly("ETH 1.00000000", "S-COIN 2", "S-GOLD 5", "USD 800.00");
        assertThat(byPosition).isEqualTo(byTime);
        assertThat(byTime.asOf()).isEqualTo(second);
        assertThat(lines(before)).containsExactly("ETH 1.50000000", "S-GOLD 5", "USD 800.00");
    }

    @Test
    void balancesAreThoseOfNowUnlessAPastIsNamedAndNothingBeforeTheBeginning() {
        BalancesView now = PROCESSOR.get(of("/balances"), new TypeReference<>() {});
        BalancesView soon =
                PROCESSOR.get(of("/balances?at=" + Instant.now().plusSeconds(20)), new TypeReference<>() {});
        BalancesView gold = PROCESSOR.get(of("/balances?unit=S-GOLD"), new TypeReference<>() {});
        BalancesView never = PROCESSOR.get(of("/balances?at=2000-01-01T00:00:00Z"), new TypeReference<>() {});

        assertThat(lines(now)).containsExactly("ETH 1.50000000", "S-GOLD 5.5", "USD 780.00");
        assertThat(lines(soon)).isEqualTo(lines(now));
        assertThat(lines(gold)).containsExactly("S-GOLD 5.5");
        assertThat(never.balances()).isEmpty();
        assertThat(never.asOf().index()).isZero();
    }

    @Test
    void balancesOfAnotherPartitionsPositionOrOneToComeAreRefused() {
        StreamPosition last = Objects.requireNonNull(TRADES.getLast().position());
        String elsewhere = (last.partition() + 1) % RunningProcessor.PARTITIONS + ".1";

        for (String position : List.of(elsewhere, last.partition() + ".999999999999")) {
            HttpResponse<String> answer = PROCESSOR.send("GET", of("/balances?position=" + position));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("INVALID_PARAMETER", "\"parameter\":\"at\"", position);
        }
    }

    @Test
    void aStatementOfSingleTransfersIsListedToItsEnd() {
        AccountId saver = account("query-saver");
        PROCESSOR.settle(open("open-saver", saver, "Query-Saver", Money.of("USD", "1")));
        for (int i = 2; i <= 7; i++) {
            PROCESSOR.settle(deposit("saved-" + i, saver, "USD", String.valueOf(i)));
        }

        List<TransferView> byThree =
                pages("/v1/accounts/" + saver + "/transfers", 3, new TypeReference<Listing<TransferView>>() {});

        assertThat(byThree)
                .extracting(transfer -> transfer.amount().toString())
                .containsExactly("7.00", "6.00", "5.00", "4.00", "3.00", "2.00", "1.00");
    }

    @ParameterizedTest
    @CsvSource({
        "{sue}/transfers?cursor=1, 400, cursor",
        "{sue}/transfers?oldest-first&cursor=1.2, 400, cursor",
        "{sue}/transfers?oldest-first&cursor=1.2.x, 400, cursor",
        "{sue}/transfers?oldest-first&cursor=x, 400, cursor",
        "{sue}/transfers?limit=0, 400, limit",
        "{sue}/transfers?unit=usd, 400, unit",
        "{sue}/transfers?kind=GIFTS, 400, kind",
        "{sue}/transfers?kind=%00, 400, kind",
        "{sue}/transfers?from=2026-02-30T00:00:00Z, 400, from",
        "{sue}/transfers?to=, 400, to",
        "{sue}/transfers?to=-0001-01-01T00:00:00Z, 400, to",
        "{sue}/transfers?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, 400, from",
        "/v1/accounts/00000000-0000-0000-0000-000000000000/transfers, 404, ACCOUNT_NOT_FOUND",
        "{sue}/balances?at=2099-01-01T00:00:00Z, 400, at",
        "{sue}/balances?at=1.2, 400, at",
        "{sue}/balances?position=now, 400, position",
        "{sue}/balances?unit=usd, 400, unit",
        "/v1/accounts/00000000-0000-0000-0000-000000000000/balances, 404, ACCOUNT_NOT_FOUND"
    })
    void badQuestionsGetAProblemThatNamesTheParameter(String path, int status, String named) {
        HttpResponse<String> answer = PROCESSOR.send("GET", path.replace("{sue}", of("")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"" + named + "\"").doesNotContain("Exception", "org.", "java.");
    }

    private static void buy(String key, String symbol, String quantity, StreamPosition quote) {
        TRADES.add(PROCESSOR.settle(Players.trade(key, SUE, Side.BUY, symbol, quantity, quote)));
    }

    private static List<TransferView> statement(String filter) {
        List<TransferView> newestFirst = pages(of("/transfers?" + filter), 2, new TypeReference<>() {});
        List<TransferView> oldestFirst = pages(of("/transfers?oldest-first&" + filter), 2, new TypeReference<>() {});
        assertThat(oldestFirst.reversed()).isEqualTo(newestFirst);
        return newestFirst;
    }

    private static List<TransferView> those(List<TransferView> lines, Predicate<TransferView> which) {
        return lines.stream().filter(which).toList();
    }

    private static List<String> lines(BalancesView view) {
        return view.balances().stream()
                .map(line -> line.unit() + " " + line.balance())
                .toList();
    }

    private static String of(String path) {
        return "/v1/accounts/" + SUE + path;
    }

    private static <T> List<T> pages(String path, int limit, TypeReference<Listing<T>> type) {
        List<T> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Listing<T> page = PROCESSOR.get(path + (path.contains("?") ? "&" : "?") + "limit=" + limit + cursor, type);
            all.addAll(page.items());
            cursor = page.page().nextCursor() == null
                    ? null
                    : "&cursor=" + page.page().nextCursor();
        }
        return all;
    }
}
