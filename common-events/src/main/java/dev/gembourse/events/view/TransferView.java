package dev.gembourse.events.view;

import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of an account's statement: {@code amount} is signed (positive in, negative out), {@code before} + amount =
 * {@code after}.
 *
 * @param kind DEPOSIT, WITHDRAWAL, TRADE, FEE, TOP_UP, BONUS, PURCHASE, GIFT, GIFT_RETURN, REVERSAL, HOLD or RELEASE
 * @param counterparty the other player's account of a GIFT or GIFT_RETURN, HELD of a HOLD or RELEASE, otherwise whom
 *     the system's side belongs to
 * @param reference what a top-up, bonus or purchase was for, if that was said
 * @param message what the sender of a GIFT has written
 * @param reason why a REVERSAL was made, or why a gift came back
 * @param original what a REVERSAL has taken back
 */
public record TransferView(
        String transferId,
        OperationId operationId,
        String kind,
        Unit unit,
        BigDecimal amount,
        BigDecimal before,
        BigDecimal after,
        String counterparty,
        @Nullable Reference reference,
        Instant at,
        @Nullable Note message,
        @Nullable String reason,
        @Nullable OperationId original) {}
