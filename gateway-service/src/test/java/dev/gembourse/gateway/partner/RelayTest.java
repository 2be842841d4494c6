package dev.gembourse.gateway.partner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gembourse.events.partner.PartnerMessage;
import dev.gembourse.events.partner.PartnerMessage.Deposit;
import dev.gembourse.events.partner.PartnerMessage.PartnerTradeSettled;
import dev.gembourse.events.partner.PartnerMessage.PlaceTrade;
import dev.gembourse.events.partner.PartnerMessage.Purchase;
import dev.gembourse.events.partner.PartnerMessage.Withdraw;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.PartnerEvents;
import dev.gembourse.follow.Followed;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.PartnerService;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.gateway.fixture.SentCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What becomes of partners' records, on a real broker and a real database. */
class RelayTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final PartnerService partner = PartnerService.registered(gateway);
    private final String account = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        partner.close();
    }

    @Test
    void whatIsPermittedBecomesACommand() {
        StreamPosition quote = gateway.create("RELAYED");
        partner.permittedBy(account, "trade");

        String operation = partner.write("order-1", trade("RELAYED", "1.25"));

        Followed command = partner.relayed(operation);
        assertThat(SentCommands.trading(command)).isInstanceOfSatisfying(TradingCommand.PlaceTrade.class, trade -> {
            assertThat(trade.operationId()).hasToString(operation);
            assertThat(trade.accountId()).hasToString(account);
            assertThat(trade.quantity()).isEqualTo(Quantity.of("1.25"));
            assertThat(trade.quoteAtLeast()).isEqualTo(quote);
        });
        assertThat(command.key()).isEqualTo(account);
        assertThat(command.header(Headers.ID)).isEqualTo(operation);
        assertThat(command.header(Headers.CORRELATION_ID)).isEqualTo(operation);
        assertThat(command.header(Headers.SOURCE)).isEqualTo(partner.source);
        assertThat(command.header(Headers.CAUSATION_ID)).isEqualTo("order-1");
        assertThat(command.header(Headers.TRACE_PARENT)).isNotNull();
        assertThat(partner.quarantine()).isEmpty();
    }

    @Test
    void whatIsNotPermittedIsSetAside() {
        partner.permittedBy(account, "trade", "report");

        String operation = partner.write("deposit-1", new Deposit(AccountId.of(account), Money.of("USD", "5")));

        JsonNode record = partner.quarantined(one -> true);
        assertThat(record.at("/reason").asString()).isEqualTo("NOT_GRANTED");
        assertThat(record.at("/detail").asString())
                .isEqualTo("expected the owner of account " + account + " to permit fund");
        assertThat(record.at("/key").asString()).isEqualTo(account);
        assertThat(record.at("/value").asString()).contains("\"amount\":\"5\"");
        assertThat(record.at("/headers").toString()).contains("\"name\":\"ce_id\",\"text\":\"deposit-1\"");
        assertThat(gateway.sent.of(operation)).isEmpty();
    }

    @Test
    void everyTypeBecomesTheCommandOfItsName() {
        AccountId id = AccountId.of(account);
        Instant then = Instant.parse("2026-01-31T09:30:00Z");
        partner.permittedBy(account, "fund", "report");

        String deposit = partner.write("1", new Deposit(id, Money.of("USD", "5.25")));
        String withdrawal = partner.write("2", new Withdraw(id, Money.of("USD", "1")));
        String purchase = partner.write("3", new Purchase(id, Money.of("GC", "30"), new Reference("Sword")));
        String report = partner.write(
                "4",
                new PartnerTradeSettled(
                        id,
                        new Symbol("THEIRS"),
                        Side.SELL,
                        Quantity.of("3"),
                        Price.of("12.5"),
                        new Unit("XYZ"),
                        then));

        assertThat(command(deposit))
                .isInstanceOfSatisfying(
                        TradingCommand.Deposit.class,
                        it -> assertThat(it.money()).isEqualTo(Money.of("USD", "5.25")));
        assertThat(command(withdrawal))
                .isInstanceOfSatisfying(
                        TradingCommand.Withdraw.class,
                        it -> assertThat(it.money()).isEqualTo(Money.of("USD", "1")));
        assertThat(command(purchase)).isInstanceOfSatisfying(TradingCommand.Purchase.class, it -> {
            assertThat(it.money()).isEqualTo(Money.of("GC", "30"));
            assertThat(it.reference()).isEqualTo(new Reference("Sword"));
        });
        assertThat(command(report)).isInstanceOfSatisfying(TradingCommand.RecordPartnerTrade.class, it -> {
            assertThat(it.symbol()).isEqualTo(new Symbol("THEIRS"));
            assertThat(it.price()).isEqualTo(Price.of("12.5"));
            assertThat(it.settledAt()).isEqualTo(then);
        });
    }

    @Test
    void aRepeatedRecordIsTheSameOperation() {
        partner.permittedBy(account, "fund");
        Deposit five = new Deposit(AccountId.of(account), Money.of("USD", "5"));

        String operation = partner.write("deposit", five);
        partner.write("deposit", five);
        partner.relayed(partner.write("another", five));

        assertThat(gateway.sent.of(operation))
                .hasSize(2)
                .extracting(SentCommands::trading)
                .extracting(TradingCommand::content)
                .containsOnly("deposit 5 USD");
    }

    @Test
    void structuredModeIsUnderstood() {
        partner.permittedBy(account, "fund");
        String event = """
                {"specversion":"1.0","id":"s-1","source":"%s","type":"dev.gembourse.partner.Deposit.v1","subject":"x",
                 "data":{"accountId":"%s","money":{"currency":"USD","amount":7}}}""".formatted(partner.source, account);

        partner.write(null, Map.of("content-type", "application/cloudevents+json"), event.getBytes(UTF_8));

        String operation = OperationId.ofPartner(partner.source, "s-1").toString();
        assertThat(command(operation).content()).isEqualTo("deposit 7 USD");
    }

    @Test
    void recordsForOneAccountKeepTheirOrder() {
        partner.permittedBy(account, "fund");
        List<String> operations = IntStream.range(0, 300)
                .mapToObj(i -> partner.write("n-" + i, new Deposit(AccountId.of(account), Money.of("USD", "1"))))
                .toList();

        List<Followed> relayed = operations.stream().map(partner::relayed).toList();

        assertThat(relayed).extracting(one -> one.record().offset()).isSorted();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"currency":"NONE","amount":"5"}    | UNKNOWN_CURRENCY      | /money/currency: expected a currency or virtual unit but got NONE
            {"currency":"USD","amount":"5.125"} | AMOUNT_SCALE_EXCEEDED | /money/amount: expected at most 2 decimals of USD but got 3
            {"currency":"USD","amount":"-5"}    | INVALID_CONTENT       | /money: expected amount to be greater than 0
            {"currency":"USD"}                  | INVALID_CONTENT       | /money/amount: a member is missing or has another type than expected
            {"currency":"USD","amount":"5","x":1} | INVALID_CONTENT     | /money/x: unknown member 'x'
            """)
    void whatARequestWouldBeTurnedAwayForIsSetAside(String money, String reason, String detail) {
        partner.permittedBy(account, "fund");
        gateway.processor.on("/v1/units/NONE", Reply.problem(404, "UNIT_NOT_FOUND", "none"));

        partner.write(
                account,
                headers("bad-1", "dev.gembourse.partner.Deposit.v1"),
                "{\"accountId\":\"%s\",\"money\":%s}".formatted(account, money).getBytes(UTF_8));

        JsonNode record = partner.quarantined(one -> true);
        assertThat(record.at("/reason").asString()).isEqualTo(reason);
        assertThat(record.at("/detail").asString()).isEqualTo(detail);
    }

    @Test
    void anUnknownSymbolAndTooManyDecimalsAreSetAside() {
        gateway.create("COARSE");
        partner.permittedBy(account, "trade");

        partner.write("unknown", trade("NOSUCHASSET", "1"));
        partner.write("fine", trade("COARSE", "1.125"));

        assertThat(reasonOf("unknown")).isEqualTo("UNKNOWN_SYMBOL");
        assertThat(reasonOf("fine")).isEqualTo("QUANTITY_SCALE_EXCEEDED");
    }

    @Test
    void aTradeThatIsStillToComeIsSetAside() {
        partner.permittedBy(account, "report");

        partner.write(
                "future",
                new PartnerTradeSettled(
                        AccountId.of(account),
                        new Symbol("X"),
                        Side.BUY,
                        Quantity.of("1"),
                        Price.of("1"),
                        new Unit("USD"),
                        Instant.parse("2999-01-01T00:00:00Z")));

        assertThat(reasonOf("future")).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void whatIsNoMessageOfAPartnerIsSetAsideAndTheNextIsRelayed() {
        partner.permittedBy(account, "trade", "fund", "report");
        byte[] data = "{\"accountId\":\"%s\",\"money\":{\"currency\":\"USD\",\"amount\":\"1\"}}"
                .formatted(account)
                .getBytes(UTF_8);
        String deposit = "dev.gembourse.partner.Deposit.v1";
        Map<String, String> foreign = new HashMap<>(headers("foreign", deposit));
        foreign.put("ce_source", "/partners/somebody-else");
        Map<String, String> nameless = new HashMap<>(headers("nameless", deposit));
        nameless.remove("ce_id");

        partner.write(account, foreign, data);
        partner.write(account, nameless, data);
        partner.write(account, headers("ours", "dev.gembourse.trading.Deposit.v1"), data);
        partner.write(account, headers("gift", "dev.gembourse.trading.ReceiveGift.v1"), data);
        partner.write(account, headers("version", "dev.gembourse.partner.Deposit.v9"), data);
        partner.write(account, headers("nothing", deposit), null);
        partner.write(account, headers("nul", deposit), new byte[] {0, 0, 0});
        partner.write(account, headers("latin", deposit), new byte[] {'{', (byte) 0xe9, '}'});
        partner.write(account, headers("deep", deposit), "[".repeat(60_000).getBytes(UTF_8));
        partner.write(account, headers("long", deposit), new byte[900_000]);
        partner.write(null, Map.of(), null);
        String good = partner.write("good", new Deposit(AccountId.of(account), Money.of("USD", "1")));

        assertThat(command(good).content()).isEqualTo("deposit 1 USD");
        assertThat(reasonOf("foreign")).isEqualTo("FOREIGN_SOURCE");
        assertThat(reasonOf("ours")).isEqualTo("UNKNOWN_TYPE");
        assertThat(reasonOf("gift")).isEqualTo("UNKNOWN_TYPE");
        assertThat(reasonOf("version")).isEqualTo("UNSUPPORTED_VERSION");
        assertThat(reasonOf("nothing")).isEqualTo("EMPTY_VALUE");
        assertThat(reasonOf("nul")).isEqualTo("MALFORMED_JSON");
        assertThat(reasonOf("latin")).isEqualTo("MALFORMED_JSON");
        assertThat(reasonOf("deep")).isEqualTo("INVALID_CONTENT");
        assertThat(reasonOf("long")).isEqualTo("TOO_LARGE");
        JsonNode large = partner.quarantined(one -> one.at("/reason").asString().equals("TOO_LARGE"));
        assertThat(large.at("/size").asInt()).isEqualTo(900_000);
        assertThat(large.at("/valueBase64").asString()).hasSizeBetween(16 * 1024, 30_000);
        Awaitility.await().until(() -> partner.quarantine().size() == 11);
    }

    @Test
    void whoIsNobodyOrWasDisabledIsNotRelayed() {
        Deposit one = new Deposit(AccountId.of(account), Money.of("USD", "1"));
        partner.permittedBy(account, "fund");
        assertThat(gateway.sendJson("DELETE", "/v1/partners/" + partner.name, "")
                        .status())
                .isEqualTo(204);

        partner.write("disabled", one);

        assertThat(reasonOf("disabled")).isEqualTo("PARTNER_DISABLED");
        try (PartnerService nobody = PartnerService.unknown(gateway)) {
            String operation = nobody.write("1", one);
            JdbcClient sql = gateway.bean(JdbcClient.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(sql.sql("select reason from partner_quarantine where name = :name")
                                    .param("name", nobody.name.value())
                                    .query(String.class)
                                    .list())
                            .containsExactly("UNKNOWN_PARTNER"));
            assertThat(gateway.sent.of(operation)).isEmpty();
        }
    }

    @Test
    void whatWasTakenBackIsPermittedNoMore() {
        Deposit one = new Deposit(AccountId.of(account), Money.of("USD", "1"));
        partner.permittedBy(account, "fund");
        partner.relayed(partner.write("before", one));

        assertThat(gateway.sendJson("DELETE", partner.grantOf(account), "").status())
                .isEqualTo(204);
        partner.write("after", one);

        assertThat(reasonOf("after")).isEqualTo("NOT_GRANTED");
    }

    @Test
    void nothingThatComesStopsTheRelay() {
        partner.permittedBy(account, "trade", "fund", "report");
        Random random = new Random(20261122);
        List<byte[]> sentences = List.of(
                partnerData(new Deposit(AccountId.of(account), Money.of("USD", "1"))), partnerData(trade("FUZZ", "1")));
        List<String> types = new ArrayList<>(PartnerEvents.types());
        int records = 400;

        for (int i = 0; i < records; i++) {
            Map<String, byte[]> headers = new HashMap<>();
            headers("fuzz-" + i, types.get(random.nextInt(types.size())))
                    .forEach((name, text) -> headers.put(name, mutated(text.getBytes(UTF_8), random)));
            if (random.nextInt(4) == 0) {
                headers.put("content-type", mutated("application/cloudevents+json".getBytes(UTF_8), random));
            }
            headers.put("x".repeat(random.nextInt(40)) + "\0\u00e9", mutated(new byte[random.nextInt(3_000)], random));
            partner.writeBytes("k" + i, headers, mutated(sentences.get(random.nextInt(sentences.size())), random));
        }
        String last = partner.write("last", new Deposit(AccountId.of(account), Money.of("USD", "1")));

        assertThat(command(last).content()).isEqualTo("deposit 1 USD");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> partner.quarantine().size() == 100);
    }

    @Test
    void whatWasRelayedBeforeItsOffsetWasCommittedIsRelayedAgainAsTheSameOperation() throws Exception {
        partner.permittedBy(account, "fund");
        String operation = partner.write("twice", new Deposit(AccountId.of(account), Money.of("USD", "1")));
        partner.relayed(operation);

        readAllAgain();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> gateway.sent.of(operation).size() == 2);
        assertThat(gateway.sent.of(operation))
                .extracting(command -> SentCommands.trading(command).content())
                .containsOnly("deposit 1 USD");
    }

    @Test
    void whatWasSetAsideStaysSoThoughItIsReadAgainAndWouldBePermittedNow() throws Exception {
        Deposit deposit = new Deposit(AccountId.of(account), Money.of("USD", "1"));
        String early = partner.write("early", deposit);
        partner.quarantined(one -> true);
        partner.permittedBy(account, "fund");

        readAllAgain();

        partner.relayed(partner.write("late", deposit));
        assertThat(gateway.sent.of(early)).isEmpty();
        assertThat(partner.quarantine()).hasSize(1);
    }

    /** Sets the relay back to the beginning of the partner's topic, as if nothing of it had been committed. */
    private void readAllAgain() throws Exception {
        Relay relay = gateway.bean(Relay.class);
        relay.stop();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", gateway.broker.bootstrap()))) {
            Map<TopicPartition, OffsetAndMetadata> beginning = Map.of(
                    new TopicPartition(partner.name.topic(), 0), new OffsetAndMetadata(0),
                    new TopicPartition(partner.name.topic(), 1), new OffsetAndMetadata(0));
            admin.alterConsumerGroupOffsets(Relay.GROUP, beginning).all().get();
        } finally {
            relay.start();
        }
    }

    @Test
    void quarantineIsAFact() {
        partner.write(null, Map.of(), null);
        partner.quarantined(one -> true);
        JdbcClient sql = gateway.bean(JdbcClient.class);

        assertThatThrownBy(() -> sql.sql("delete from partner_quarantine").update())
                .hasMessageContaining("are facts");
        assertThatThrownBy(() -> sql.sql("delete from partner").update()).hasMessageContaining("are facts");
    }

    @Test
    void whatWasRelayedAndWhatWasNotIsCounted() {
        partner.permittedBy(account, "fund");
        partner.relayed(partner.write("counted", new Deposit(AccountId.of(account), Money.of("USD", "1"))));
        partner.write(null, Map.of(), null);
        partner.quarantined(one -> true);

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(gateway.get("/actuator/prometheus").body())
                                .contains(
                                        "gembourse_partners_relayed_total{partner=\"%s\",type=\"Deposit\"} 1.0"
                                                .formatted(partner.name),
                                        "gembourse_partners_quarantined_total{partner=\"%s\",reason=\"EMPTY_VALUE\"} 1.0"
                                                .formatted(partner.name)));
    }

    private static byte[] mutated(byte[] text, Random random) {
        byte[] bytes = text.clone();
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    private byte[] partnerData(PartnerMessage message) {
        return PartnerEvents.write(partner.name, partner.source, "1", message).value();
    }

    private Map<String, String> headers(String id, String type) {
        return Map.of("ce_specversion", "1.0", "ce_id", id, "ce_source", partner.source, "ce_type", type);
    }

    private TradingCommand command(String operation) {
        return SentCommands.trading(partner.relayed(operation));
    }

    private String reasonOf(String id) {
        String header = "\"text\":\"" + id + "\"";
        return partner.quarantined(record -> record.at("/headers").toString().contains(header))
                .at("/reason")
                .asString();
    }

    private PlaceTrade trade(String symbol, String quantity) {
        return new PlaceTrade(AccountId.of(account), new Symbol(symbol), Side.BUY, Quantity.of(quantity));
    }
}
