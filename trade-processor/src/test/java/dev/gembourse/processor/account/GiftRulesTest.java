package dev.gembourse.processor.account;

import static dev.gembourse.processor.fixture.Players.AT;
import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.gift;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.market.UnitKind;
import dev.gembourse.events.market.UnitStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ReceiveGift;
import dev.gembourse.events.trading.TradingCommand.ReturnGift;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.GiftReceived;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.GiftReturned;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.fixture.Markets;
import dev.gembourse.processor.fixture.Players;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A gift step by step, from account to account. */
class GiftRulesTest {

    private static final AccountId ANN = account("ann");
    private static final AccountId BOB = account("bob");
    private static final String MOST = "99999999999999999999.99";

    private final AccountRules rules = new AccountRules(Markets.of(), new UnitBook(), FeeRate.FREE);
    private AccountState ann = having(ANN, "100.00");

    @Test
    void aGiftLeavesOneAccountAndArrivesInTheOther() {
        GiftSent sent = (GiftSent) decide(ann, gift("k", ANN, BOB, "USD", "40"));
        AccountState bob = having(BOB, "1.00");

        GiftReceived received = (GiftReceived) decide(bob, GiftRules.next(sent));

        assertThat(sent.available()).isEqualByComparingTo(usd(after(ann, sent))).isEqualTo(new BigDecimal("60.00"));
        assertThat(received.available())
                .isEqualByComparingTo(usd(after(bob, received)))
                .isEqualTo(new BigDecimal("41.00"));
        assertThat(received.operationId()).isEqualTo(sent.receipt()).isNotEqualTo(sent.operationId());
        assertThat(received.gift()).isEqualTo(sent.operationId());
        assertThat(received.from()).isEqualTo(ANN);
        assertThat(Booking.of(sent)).containsExactly(clearing(TransferKind.GIFT, false));
        assertThat(Booking.of(received)).containsExactly(clearing(TransferKind.GIFT, true));
    }

    @Test
    void whatNobodyCanReceiveGoesBack() {
        GiftSent sent = (GiftSent) decide(ann, gift("k", ANN, BOB, "USD", "40"));
        ann = after(ann, sent);

        GiftRefused refused = (GiftRefused) decide(null, GiftRules.next(sent));
        GiftReturned returned = (GiftReturned) decide(ann, GiftRules.next(refused));

        assertThat(refused.reason()).isEqualTo(TradingRefusal.ACCOUNT_NOT_FOUND);
        assertThat(refused.operationId()).isEqualTo(sent.receipt());
        assertThat(Booking.of(refused)).isEmpty();
        assertThat(returned.reason()).isEqualTo(TradingRefusal.ACCOUNT_NOT_FOUND);
        assertThat(returned.to()).isEqualTo(BOB);
        assertThat(usd(after(ann, returned))).isEqualByComparingTo(new BigDecimal("100.00"));
        assertThat(Booking.of(returned)).containsExactly(clearing(TransferKind.GIFT_RETURN, true));
    }

    @Test
    void whatThereIsOfAClosedUnitCanBeGivenAndReceivedByWhoHasNotHeardOfIt() {
        UnitBook units = new UnitBook();
        units.state(Players.unit("OVER", UnitKind.VIRTUAL, 2, UnitStatus.CLOSED), new StreamPosition(0, 1));
        AccountRules informed = new AccountRules(Markets.of(), units, FeeRate.FREE);
        AccountState rich = new AccountState(ANN, Map.of(new Unit("OVER"), Holding.ofCash(BigDecimal.TEN)));

        GiftSent sent =
                (GiftSent) informed.decide(rich, gift("k", ANN, BOB, "OVER", "2.5"), name -> true, Originals.NONE, AT);
        GiftReceived received = (GiftReceived) decide(having(BOB, "1.00"), GiftRules.next(sent));

        assertThat(sent.available()).isEqualTo(new BigDecimal("7.50"));
        assertThat(received.available()).isEqualByComparingTo("2.5");
    }

    @Test
    void anAccountThatIsFullSendsAGiftBack() {
        GiftSent sent = (GiftSent) decide(ann, gift("k", ANN, BOB, "USD", "40"));

        TradingEvent outcome = decide(having(BOB, MOST), GiftRules.next(sent));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        GiftRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(TradingRefusal.BALANCE_TOO_LARGE));
    }

    @Test
    void aGiftGoesBackEvenToAnAccountThatHasFilledUpMeanwhile() {
        GiftSent sent = (GiftSent) decide(ann, gift("k", ANN, BOB, "USD", "40"));
        GiftRefused refused = (GiftRefused) decide(null, GiftRules.next(sent));

        GiftReturned returned = (GiftReturned) decide(having(ANN, MOST), GiftRules.next(refused));

        assertThat(returned.available()).isEqualTo(new BigDecimal(MOST).add(new BigDecimal("40.00")));
    }

    @Test
    void whatFollowsIsTheSameHoweverOftenItIsAsked() {
        GiftSent sent = (GiftSent) decide(ann, gift("k", ANN, BOB, "USD", "40"));
        GiftRefused refused = (GiftRefused) decide(null, GiftRules.next(sent));
        ReceiveGift receive = GiftRules.next(sent);
        ReturnGift giveBack = GiftRules.next(refused);

        assertThat(GiftRules.next(sent)).isEqualTo(receive);
        assertThat(GiftRules.next(refused)).isEqualTo(giveBack);
        assertThat(receive.operationId()).isNotEqualTo(giveBack.operationId());
    }

    private TradingEvent decide(@Nullable AccountState account, TradingCommand command) {
        return rules.decide(account, command, name -> true, Originals.NONE, AT);
    }

    private static Booking clearing(TransferKind kind, boolean toPlayer) {
        return new Booking(
                kind, Currencies.USD, Bucket.AVAILABLE, new BigDecimal("40"), toPlayer, SystemOwner.CLEARING);
    }

    private static AccountState having(AccountId id, String usd) {
        return new AccountState(id, Map.of(new Unit("USD"), Holding.ofCash(new BigDecimal(usd))));
    }

    private static AccountState after(AccountState account, TradingEvent event) {
        AccountState after = AccountState.after(account, event);
        assertThat(after).isNotNull();
        return after;
    }

    private static BigDecimal usd(AccountState account) {
        return account.holding(Currencies.USD).quantity();
    }
}
