package dev.gembourse.gateway.partner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.partner.PartnerMessage.Deposit;
import dev.gembourse.events.partner.PartnerMessage.PlaceTrade;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.follow.Followed;
import dev.gembourse.gateway.fixture.PartnerService;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.gateway.fixture.SentCommands;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

    private PlaceTrade trade(String symbol, String quantity) {
        return new PlaceTrade(AccountId.of(account), new Symbol(symbol), Side.BUY, Quantity.of(quantity));
    }
}
