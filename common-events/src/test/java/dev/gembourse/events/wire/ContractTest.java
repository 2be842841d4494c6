package dev.gembourse.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.wire.UnreadableMessage.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {

    private static final AccountId ACCOUNT = AccountId.of("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final OperationId OPERATION = OperationId.of(ACCOUNT.toString(), "key-1");
    private static final String DEPOSIT = "dev.gembourse.trading.Deposit.v1";

    @Test
    void whatIsWrittenReadsTheSame() throws UnreadableMessage {
        TradingCommand trade = new PlaceTrade(
                OPERATION,
                ACCOUNT,
                new Symbol("XRP-ETH"),
                Side.BUY,
                Quantity.of("23.5"),
                null,
                new StreamPosition(3, 17),
                Instant.parse("2026-01-02T03:04:05.678Z"));

        Message message = Contracts.TRADING_COMMANDS.write(trade);

        assertThat(Contracts.TRADING_COMMANDS.read(message.key(), message.type(), message.value()))
                .isEqualTo(trade);
        assertThat(new String(message.value(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"contract\":\"trading.commands.v1\",\"key\":\"" + ACCOUNT + "\",\"data\":{\"operationId\":\""
                                + OPERATION + "\",\"accountId\":\"" + ACCOUNT
                                + "\",\"symbol\":\"XRP-ETH\",\"side\":\"BUY\",\"quantity\":\"23.5\",\"quoteAtLeast\":\"3.17\","
                                + "\"submittedAt\":\"2026-01-02T03:04:05.678Z\"}}");
    }

    /** What was released without these components says the same bytes without them, and both forms are understood. */
    @Test
    void whatWasAddedLaterMayBeAbsent() throws UnreadableMessage {
        for (StreamPosition seen : new StreamPosition[] {null, new StreamPosition(3, 17)}) {
            TradingCommand deposit = new Deposit(OPERATION, ACCOUNT, Money.of("SHARD", "1.5"), seen, Instant.EPOCH);
            Message message = Contracts.TRADING_COMMANDS.write(deposit);

            assertThat(Contracts.TRADING_COMMANDS.read(message.key(), message.type(), message.value()))
                    .isEqualTo(deposit);
            assertThat(new String(message.value(), StandardCharsets.UTF_8).contains("marketAtLeast"))
                    .isEqualTo(seen != null);
        }
        for (Integer scale : new Integer[] {null, 3}) {
            MarketEvent created = new AssetCreated(OPERATION, priced(scale), Instant.EPOCH);
            Message message = Contracts.MARKET_EVENTS.write(created);

            assertThat(Contracts.MARKET_EVENTS.read(message.key(), message.type(), message.value()))
                    .isEqualTo(created);
            assertThat(new String(message.value(), StandardCharsets.UTF_8).contains("currencyScale"))
                    .isEqualTo(scale != null);
        }
    }

    private static Asset priced(@Nullable Integer currencyScale) {
        return new Asset(
                new Symbol("GOLD"),
                "Gold",
                Currencies.USD,
                Price.of("5"),
                2,
                AssetStatus.ACTIVE,
                Instant.EPOCH,
                currencyScale);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            INVALID_CONTENT | {"operationId":"OP","accountId":"ACC","submittedAt":"2026-01-02T03:04:05Z"}
            INVALID_CONTENT | {"operationId":"OP","accountId":"ACC","money":null,"submittedAt":"2026-01-02T03:04:05Z"}
            INVALID_CONTENT | {"operationId":"OP","accountId":"ACC","money":{"currency":"USD"},"submittedAt":"2026-01-02T03:04:05Z"}
            INVALID_CONTENT | {"operationId":"OP","accountId":"ACC","money":{"currency":"USD","amount":"0"},"submittedAt":"2026-01-02T03:04:05Z"}
            INVALID_CONTENT | {"operationId":"OP","accountId":"ACC","money":{"currency":"USD","amount":-1},"submittedAt":"2026-01-02T03:04:05Z"}
            INVALID_CONTENT | {"operationId":"OP","accountId":"ACC","money":{"currency":"USD","amount":"NaN"},"submittedAt":"2026-01-02T03:04:05Z"}
            INVALID_CONTENT | {"operationId":"OP","accountId":"ACC","money":{"currency":"USD","amount":1e400},"submittedAt":"2026-01-02T03:04:05Z"}
            INVALID_CONTENT | {"operationId":"OP","accountId":"ACC","money":{"currency":"USD","amount":"0.000000001"},"submittedAt":"2026-01-02T03:04:05Z"}
            INVALID_CONTENT | {"operationId":"OP","accountId":"ACC","money":{"currency":"usd","amount":"1"},"submittedAt":"2026-01-02T03:04:05Z"}
            INVALID_CONTENT | {"operationId":"OP","accountId":"ACC","money":{"currency":"USD","amount":"1"},"submittedAt":"yesterday"}
            INVALID_CONTENT | {"operationId":"nonsense","accountId":"ACC","money":{"currency":"USD","amount":"1"},"submittedAt":"2026-01-02T03:04:05Z"}
            INVALID_CONTENT | {"operationId":"OP","accountId":"ACC","money":{"currency":"USD","amount":"1"},"bonus":1,"submittedAt":"2026-01-02T03:04:05Z"}
            MALFORMED_JSON | {"operationId":"OP","accountId":"ACC","money":{"currency":"USD","amount":NaN},"submittedAt":"2026-01-02T03:04:05Z"}
            MALFORMED_JSON | {"operationId":"OP","operationId":"OP","accountId":"ACC","money":{"currency":"USD","amount":"1"},"submittedAt":"2026-01-02T03:04:05Z"}
            MALFORMED_JSON | {"operationId":"OP",
            KEY_MISMATCH | {"operationId":"OP","accountId":"01890a5d-ac96-774b-bcce-b302099a8058","money":{"currency":"USD","amount":"1"},"submittedAt":"2026-01-02T03:04:05Z"}
            """, quoteCharacter = '\0')
    void badContentIsRefusedWithItsReason(Reason reason, String data) {
        String json = data.replace("\"OP\"", "\"" + OPERATION + "\"").replace("\"ACC\"", "\"" + ACCOUNT + "\"");

        UnreadableMessage refusal =
                refusalOf(DEPOSIT, Envelope.bytes(Topics.TRADING_COMMANDS, ACCOUNT.toString(), bytes(json)));

        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
        assertThat(refusal.getMessage()).doesNotContain("dev.gembourse.events", "java.");
    }

    @Test
    void strayRecordsAreRefusedWithTheirReason() {
        byte[] value = Contracts.TRADING_COMMANDS
                .write(new Deposit(OPERATION, ACCOUNT, Money.of("USD", "1"), Instant.EPOCH))
                .value();

        assertThat(refusalOf(null, value).reason()).isEqualTo(Reason.MISSING_TYPE);
        assertThat(refusalOf("dev.gembourse.trading.Deposit.v99", value).reason())
                .isEqualTo(Reason.UNSUPPORTED_VERSION);
        assertThat(refusalOf("dev.gembourse.trading.Steal.v1", value).reason()).isEqualTo(Reason.UNKNOWN_TYPE);
        assertThat(refusalOf(DEPOSIT, new byte[0]).reason()).isEqualTo(Reason.EMPTY_VALUE);
        assertThat(refusalOf(DEPOSIT, bytes("{\"contract\":\"x\",\"key\":\"" + ACCOUNT + "\",\"data\":{}}"))
                        .reason())
                .isEqualTo(Reason.INVALID_CONTENT);
        assertThat(refusalOf(
                                DEPOSIT,
                                bytes(new String(value, StandardCharsets.UTF_8)
                                        .replace("trading.commands.v1", "other")))
                        .reason())
                .isEqualTo(Reason.WRONG_CONTRACT);
        assertThat(refusalOf(DEPOSIT, new byte[] {'"', (byte) 0xc3, '"'}).reason())
                .isIn(Reason.MALFORMED_JSON, Reason.INVALID_CONTENT);
    }

    private static UnreadableMessage refusalOf(@Nullable String type, byte[] value) {
        return catchThrowableOfType(
                UnreadableMessage.class, () -> Contracts.TRADING_COMMANDS.read(ACCOUNT.toString(), type, value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
