package dev.gembourse.processor.settlement;

import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.account.Bucket;
import dev.gembourse.processor.account.Holding;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code ledger_account} as it will be after the batch. Hundreds of thousands are in memory for long, so the numbers are
 * kept in place: an object of 64 bytes that points at nothing that a trade has made, which a collector has to copy or follow.
 */
final class LedgerAccount {

    private static final int MOST_DIGITS = 18;

    final long id;
    final Unit unit;
    final Bucket bucket;
    private long balance;
    private long costBasis;
    private long realisedPnl;
    private byte balanceScale;
    private byte costBasisScale;
    private byte realisedPnlScale;
    private boolean stored;
    private boolean changed;

    /** What it holds when that does not fit above, otherwise null. */
    private @Nullable Holding large;

    private LedgerAccount(long id, Unit unit, Bucket bucket, Holding holding, boolean stored) {
        this.id = id;
        this.unit = unit;
        this.bucket = bucket;
        this.stored = stored;
        keep(holding);
    }

    /** One that has no row yet. */
    static LedgerAccount empty(long id, Unit unit, Bucket bucket) {
        return new LedgerAccount(id, unit, bucket, Holding.NONE, false);
    }

    static LedgerAccount stored(long id, Unit unit, Bucket bucket, Holding holding) {
        return new LedgerAccount(id, unit, bucket, holding, true);
    }

    BigDecimal balance() {
        return large == null ? BigDecimal.valueOf(balance, balanceScale) : large.quantity();
    }

    BigDecimal costBasis() {
        return large == null ? BigDecimal.valueOf(costBasis, costBasisScale) : large.costBasis();
    }

    BigDecimal realisedPnl() {
        return large == null ? BigDecimal.valueOf(realisedPnl, realisedPnlScale) : large.realisedPnl();
    }

    Holding holding() {
        return large == null ? new Holding(balance(), costBasis(), realisedPnl()) : large;
    }

    boolean isStored() {
        return stored;
    }

    /** Sets what it holds; returns whether that is the first change in this batch. */
    boolean set(Holding after) {
        keep(after);
        boolean first = !changed;
        changed = true;
        return first;
    }

    /** Its row is as this object is. */
    void written() {
        stored = true;
        changed = false;
    }

    private void keep(Holding holding) {
        if (fits(holding.quantity()) && fits(holding.costBasis()) && fits(holding.realisedPnl())) {
            balance = unscaled(holding.quantity());
            balanceScale = (byte) holding.quantity().scale();
            costBasis = unscaled(holding.costBasis());
            costBasisScale = (byte) holding.costBasis().scale();
            realisedPnl = unscaled(holding.realisedPnl());
            realisedPnlScale = (byte) holding.realisedPnl().scale();
            large = null;
        } else {
            large = holding;
        }
    }

    private static boolean fits(BigDecimal number) {
        return number.precision() <= MOST_DIGITS && number.scale() >= 0 && number.scale() <= Byte.MAX_VALUE;
    }

    /** Without the BigInteger that {@link BigDecimal#unscaledValue} makes. */
    private static long unscaled(BigDecimal number) {
        return number.scaleByPowerOfTen(number.scale()).longValue();
    }
}
