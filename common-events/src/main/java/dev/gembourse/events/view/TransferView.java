package dev.gembourse.events.view;

import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One line of an account's statement: {@code amount} is signed (positive in, negative out), {@code before} + amount =
 * {@code after}.
 *
 * @param kind DEPOSIT, WITHDRAWAL, TRADE or FEE
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
        Instant at) {}
