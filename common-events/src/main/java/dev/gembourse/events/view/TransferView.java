package dev.gembourse.events.view;

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
 * @param kind DEPOSIT, WITHDRAWAL, TRADE, FEE, TOP_UP, BONUS, PURCHASE, GIFT, GIFT_RETURN or REVERSAL
 * @param reference what a top-up, bonus or purchase was for, if that was said
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
        Instant at) {}
