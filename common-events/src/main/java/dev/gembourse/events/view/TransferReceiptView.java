package dev.gembourse.events.view;

import java.time.Instant;

/** The result of a deposit or withdrawal. */
public record TransferReceiptView(String transferId, CashView balance, Instant settledAt) {}
