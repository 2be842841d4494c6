package dev.gembourse.events.view;

import dev.gembourse.events.trading.TradingCommand.ReceiveGift;
import dev.gembourse.events.trading.TradingEvent.GiftReceived;
import dev.gembourse.events.trading.TradingEvent.GiftReturned;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a gift: that it was sent, that it was received, or that it came back.
 *
 * @param transferId of the transfer in the account that the step is about
 * @param receipt the operation by which it arrives: REFUSED if it could not, and then it comes back
 * @param returnedFor why it came back; absent if this is not the step by which it did
 * @param balance of that account afterwards
 */
public record GiftView(
        String transferId,
        AccountId from,
        AccountId to,
        Unit unit,
        BigDecimal amount,
        @Nullable Note message,
        OperationId gift,
        OperationId receipt,
        @Nullable TradingRefusal returnedFor,
        WalletReceiptView.Balance balance,
        Instant settledAt) {

    public static GiftView of(GiftSent sent, String transferId) {
        Money money = sent.money();
        return new GiftView(
                transferId,
                sent.accountId(),
                sent.to(),
                money.currency(),
                money.amount(),
                sent.message(),
                sent.operationId(),
                sent.receipt(),
                null,
                WalletReceiptView.Balance.after(sent),
                sent.occurredAt());
    }

    public static GiftView of(GiftReceived received, String transferId) {
        Money money = received.money();
        return new GiftView(
                transferId,
                received.from(),
                received.accountId(),
                money.currency(),
                money.amount(),
                received.message(),
                received.gift(),
                received.operationId(),
                null,
                WalletReceiptView.Balance.after(received),
                received.occurredAt());
    }

    public static GiftView of(GiftReturned returned, String transferId) {
        Money money = returned.money();
        return new GiftView(
                transferId,
                returned.accountId(),
                returned.to(),
                money.currency(),
                money.amount(),
                null,
                returned.gift(),
                ReceiveGift.operationOf(returned.accountId(), returned.gift()),
                returned.reason(),
                WalletReceiptView.Balance.after(returned),
                returned.occurredAt());
    }
}
