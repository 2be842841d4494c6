package dev.gembourse.events.view;

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
    public record Balance(Unit unit, BigDecimal available, BigDecimal held, BigDecimal total) {}

    public static WalletReceiptView of(WalletMoved moved, String transferId) {
        BigDecimal available = moved.available();
        // Nothing is ever held at this time: what is available is all there is.
        BigDecimal held = BigDecimal.ZERO.setScale(available.scale());
        return new WalletReceiptView(
                transferId,
                new Balance(moved.money().currency(), available, held, available),
                moved.reference(),
                moved.occurredAt());
    }
}
