package dev.gembourse.events.view;

import dev.gembourse.events.trading.TradingEvent.MoneyMoved;
import dev.gembourse.events.trading.TradingEvent.WalletMoved;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The result of a top-up, bonus or purchase: the balance afterwards, and what was said about it. */
public record WalletReceiptView(
        String transferId, Balance balance, @Nullable Reference reference, Instant settledAt) {

    /** {@code total} = {@code available} + {@code held}. */
    public record Balance(Unit unit, BigDecimal available, BigDecimal held, BigDecimal total) {

        static Balance after(MoneyMoved moved) {
            CashView balance = CashView.of(moved.money().currency(), moved.available(), moved.held());
            return new Balance(balance.currency(), balance.available(), balance.held(), balance.total());
        }
    }

    public static WalletReceiptView of(WalletMoved moved, String transferId) {
        return new WalletReceiptView(transferId, Balance.after(moved), moved.reference(), moved.occurredAt());
    }
}
