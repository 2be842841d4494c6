package dev.gembourse.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ReceiveGift;
import dev.gembourse.events.trading.TradingCommand.SendGift;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.gateway.command.Submission;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import dev.gembourse.gateway.fixture.SentCommands;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GiftTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final AccountId sender = new AccountId(UUID.randomUUID());
    private final AccountId friend = new AccountId(UUID.randomUUID());
    private final String gifts = "/v1/accounts/" + sender + "/gifts";

    @BeforeEach
    void theFriendHasAnAccount() {
        gateway.processor.on(
                "/v1/accounts/" + friend,
                Reply.ok(new AccountView(
                        friend, new Username("friend"), "ACTIVE", false, List.of(), null, null, null, Instant.EPOCH)));
    }

    @Test
    void aGiftIsAnsweredWithTheOperationByWhichItArrives() {
        gateway.sent.whenTrading(this::settle);

        Answered answer = gateway.post(gifts, body(friend, "12.5", "Happy birthday"), "Prefer", "wait=5");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        OperationId gift = OperationId.of(answer.at("/gift"));
        assertThat(answer.at("/from")).isEqualTo(sender.toString());
        assertThat(answer.at("/to")).isEqualTo(friend.toString());
        assertThat(answer.at("/amount")).isEqualTo("12.5");
        assertThat(answer.at("/message")).isEqualTo("Happy birthday");
        assertThat(answer.json().at("/balance").toString())
                .isEqualTo("{\"unit\":\"USD\",\"available\":\"87.50\",\"held\":\"150.00\",\"total\":\"237.50\"}");
        assertThat(answer.at("/receipt"))
                .isEqualTo(ReceiveGift.operationOf(sender, gift).toString());
        assertThat(SentCommands.trading(gateway.sent.only(gift.toString())))
                .isInstanceOfSatisfying(SendGift.class, sent -> {
                    assertThat(sent.to()).isEqualTo(friend);
                    assertThat(sent.money()).isEqualTo(Money.of("USD", "12.5"));
                    assertThat(sent.message()).isEqualTo(new Note("Happy birthday"));
                });
    }

    @Test
    void aGiftToOneselfIsRefused() {
        Answered answer = gateway.post(gifts, body(sender, "1", "me"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("GIFT_TO_ONESELF");
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/to");
    }

    @Test
    void aGiftToNobodyIsRefusedAndToSomebodyUnknownIsTaken() {
        AccountId nobody = new AccountId(UUID.randomUUID());
        AccountId unknown = new AccountId(UUID.randomUUID());
        gateway.processor.on(
                "/v1/accounts/" + nobody, Reply.problem(404, "ACCOUNT_NOT_FOUND", "there is no such account"));
        gateway.processor.on("/v1/accounts/" + unknown, Reply.problem(503, "SERVICE_UNAVAILABLE", "later"));

        Answered refused = gateway.post(gifts, body(nobody, "1", "boo"));
        Answered taken = gateway.post(gifts, body(unknown, "1", "who"));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.at("/code")).isEqualTo("ACCOUNT_NOT_FOUND");
        assertThat(taken.status()).as(taken.body()).isEqualTo(202);
    }

    @ParameterizedTest(name = "{3} -> {0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            400 | INVALID_REQUEST       | /amount  | {"to":"%s","unit":"USD","amount":"0"}
            400 | INVALID_REQUEST       | /amount  | {"to":"%s","unit":"USD"}
            400 | INVALID_REQUEST       | /to      | {"unit":"USD","amount":"1"}
            400 | INVALID_REQUEST       | /to      | {"to":"bob","unit":"USD","amount":"1"}
            400 | INVALID_REQUEST       | /message | {"to":"%s","unit":"USD","amount":"1","message":" "}
            400 | INVALID_REQUEST       | /message | {"to":"%s","unit":"USD","amount":"1","message":"a\\nb"}
            400 | INVALID_REQUEST       | /message | {"to":"%s","unit":"USD","amount":"1","message":7}
            400 | INVALID_REQUEST       | /from    | {"to":"%s","unit":"USD","amount":"1","from":"x"}
            422 | UNKNOWN_UNIT          | /unit    | {"to":"%s","unit":"GOLD","amount":"1"}
            422 | AMOUNT_SCALE_EXCEEDED | /amount  | {"to":"%s","unit":"USD","amount":"0.001"}
            """)
    void aBadGiftIsRefused(int status, String code, String pointer, String body) {
        Answered answer = gateway.post(gifts, body.replace("%s", friend.toString()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.at("/code")).isEqualTo(code);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
    }

    @Test
    void whatSettlementAsksOfItselfCannotBeSubmitted() {
        OperationId gift = new OperationId(UUID.randomUUID());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Submission.of(new ReceiveGift(
                        ReceiveGift.operationOf(sender, gift),
                        friend,
                        sender,
                        gift,
                        Money.of("USD", "1"),
                        null,
                        Instant.EPOCH)));
    }

    private void settle(TradingCommand command) {
        if (command instanceof SendGift gift && gift.accountId().equals(sender)) {
            gateway.journals.publish(new GiftSent(
                    gift.operationId(),
                    sender,
                    gift.to(),
                    gift.money(),
                    gift.message(),
                    ReceiveGift.operationOf(sender, gift.operationId()),
                    new BigDecimal("87.50"),
                    new BigDecimal("150.00"),
                    Instant.now()));
        }
    }

    private static String body(AccountId to, String amount, String message) {
        return """
                {"to":"%s","unit":"USD","amount":"%s","message":"%s"}""".formatted(to, amount, message);
    }
}
