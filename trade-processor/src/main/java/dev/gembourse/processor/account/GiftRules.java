package dev.gembourse.processor.account;

import static dev.gembourse.events.trading.TradingRefusal.ACCOUNT_NOT_FOUND;
import static dev.gembourse.events.trading.TradingRefusal.BALANCE_TOO_LARGE;
import static dev.gembourse.events.trading.TradingRefusal.GIFT_TO_ONESELF;

import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.trading.TradingCommand.ReceiveGift;
import dev.gembourse.events.trading.TradingCommand.ReturnGift;
import dev.gembourse.events.trading.TradingCommand.SendGift;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.GiftReceived;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.GiftReturned;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides the three steps of a gift: it leaves its sender, it arrives or cannot, and what could not arrive goes back. Each is
 * decided in the partition of its own account; the command of the next one follows from the event of the one before.
 */
public final class GiftRules {

    private final TreasuryRules payments;
    private final UnitBook units;

    GiftRules(TreasuryRules payments, UnitBook units) {
        this.payments = payments;
        this.units = units;
    }

    /** What is asked of the recipient once a gift has left its sender: the same, however often that is asked. */
    public static ReceiveGift next(GiftSent sent) {
        return new ReceiveGift(
                sent.receipt(),
                sent.to(),
                sent.accountId(),
                sent.operationId(),
                sent.money(),
                sent.message(),
                sent.occurredAt());
    }

    /** What is asked of the sender once a gift could not arrive. */
    public static ReturnGift next(GiftRefused refused) {
        return new ReturnGift(
                ReturnGift.operationOf(refused.from(), refused.gift()),
                refused.from(),
                refused.accountId(),
                refused.gift(),
                refused.money(),
                refused.reason(),
                refused.occurredAt());
    }

    /** What an account has may be given, of a closed unit too. */
    TradingEvent send(Account account, SendGift gift, Instant now) {
        return gift.to().equals(gift.accountId())
                ? AccountRules.refuse(gift, GIFT_TO_ONESELF, "expected another account but got the sender's", now)
                : payments.pay(
                        account,
                        gift,
                        gift.money(),
                        now,
                        (available, held) -> new GiftSent(
                                gift.operationId(),
                                gift.accountId(),
                                gift.to(),
                                gift.money(),
                                gift.message(),
                                ReceiveGift.operationOf(gift.accountId(), gift.operationId()),
                                available,
                                held,
                                now));
    }

    /** The unit was there when the gift was sent, whether this process has heard of it or not. */
    TradingEvent receive(@Nullable Account account, ReceiveGift gift, Instant now) {
        if (account == null) {
            return refuse(gift, ACCOUNT_NOT_FOUND, "expected an account but there is none of this id", now);
        }
        Money money = gift.money();
        BigDecimal after = after(account, money);
        if (Amounts.isTooLarge(after)) {
            return refuse(gift, BALANCE_TOO_LARGE, AccountRules.tooLarge(money.currency()), now);
        }
        return new GiftReceived(
                gift.operationId(),
                gift.accountId(),
                gift.from(),
                gift.gift(),
                money,
                gift.message(),
                after,
                payments.held(account, money.currency()),
                now);
    }

    /**
     * Never refuses, for there is nowhere else that the money could go. Even a balance that is too large then for anything else is
     * taken: the limit keeps others from bringing more, and the ledger has room for 10^10 times as much.
     */
    TradingEvent giveBack(Account account, ReturnGift gift, Instant now) {
        return new GiftReturned(
                gift.operationId(),
                gift.accountId(),
                gift.to(),
                gift.gift(),
                gift.money(),
                gift.reason(),
                after(account, gift.money()),
                payments.held(account, gift.money().currency()),
                now);
    }

    private BigDecimal after(Account account, Money money) {
        BigDecimal sum = account.holding(money.currency()).quantity().add(money.amount());
        return units.shown(money.currency(), Amounts.plain(sum));
    }

    private static GiftRefused refuse(ReceiveGift gift, TradingRefusal reason, String detail, Instant now) {
        return new GiftRefused(
                gift.operationId(), gift.accountId(), gift.from(), gift.gift(), gift.money(), reason, detail, now);
    }
}
