package dev.gembourse.peer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.CrudRepository;

/** The tables as Spring Data JDBC sees them. */
final class FirstRows {

    private FirstRows() {}

    @Table("account")
    record AccountRow(@Id UUID accountId, long number, int partition) {}

    @Table("ledger_account")
    record LedgerRow(
            @Id @Nullable Long id,
            int partition,
            @Nullable UUID accountId,
            @Nullable String systemOwner,
            String unit,
            String bucket,
            BigDecimal balance,
            BigDecimal costBasis,
            BigDecimal realisedPnl) {

        static LedgerRow ofPlayer(int partition, UUID account, String unit) {
            return new LedgerRow(
                    null,
                    partition,
                    account,
                    null,
                    unit,
                    "AVAILABLE",
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO);
        }

        static LedgerRow ofHouse(int partition, String unit) {
            return new LedgerRow(
                    null,
                    partition,
                    null,
                    "HOUSE",
                    unit,
                    "AVAILABLE",
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO);
        }

        /** The id of a row that is stored. */
        long key() {
            return Objects.requireNonNull(id);
        }

        House.Holding holding() {
            return new House.Holding(balance, costBasis, realisedPnl);
        }

        LedgerRow with(House.Holding holding) {
            return new LedgerRow(
                    id,
                    partition,
                    accountId,
                    systemOwner,
                    unit,
                    bucket,
                    holding.quantity(),
                    holding.cost(),
                    holding.pnl());
        }

        LedgerRow plus(BigDecimal amount) {
            return with(new House.Holding(balance.add(amount), costBasis, realisedPnl));
        }
    }

    @Table("operation")
    record OperationRow(
            @Id UUID operationId,
            UUID fingerprint,
            long commandOffset,
            long outcomeSeq,
            Instant submittedAt,
            int partition) {}

    @Table("transfer")
    record TransferRow(
            @Id long seq,
            short n,
            long player,
            long debit,
            long credit,
            Instant at,
            int partition,
            String kind,
            String unit,
            BigDecimal amount,
            BigDecimal debitBalance,
            BigDecimal creditBalance) {}

    @Table("journal")
    @SuppressWarnings("ArrayRecordComponent") // a row, never compared
    record JournalRow(
            @Id long seq,
            int partition,
            String key,
            String type,
            String correlationId,
            Instant recordedAt,
            byte[] value) {}

    interface Accounts extends CrudRepository<AccountRow, UUID> {}

    interface Operations extends CrudRepository<OperationRow, UUID> {}

    interface Ledger extends CrudRepository<LedgerRow, Long> {
        Optional<LedgerRow> findByAccountIdAndUnit(UUID accountId, String unit);

        Optional<LedgerRow> findBySystemOwnerAndPartitionAndUnit(String systemOwner, int partition, String unit);
    }
}
