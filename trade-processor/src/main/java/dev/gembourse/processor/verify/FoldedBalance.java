package dev.gembourse.processor.verify;

import dev.gembourse.processor.account.Amounts;
import dev.gembourse.processor.account.Holding;
import java.math.BigDecimal;

/** A ledger account: its row's id, and what the events have left in it. */
final class FoldedBalance {

    final long id;
    Holding holding = Holding.NONE;
    boolean used;

    FoldedBalance(long id) {
        this.id = id;
    }

    void move(BigDecimal amount) {
        BigDecimal after = Amounts.plain(holding.quantity().add(amount));
        holding = new Holding(after, holding.costBasis(), holding.realisedPnl());
        used = true;
    }
}
