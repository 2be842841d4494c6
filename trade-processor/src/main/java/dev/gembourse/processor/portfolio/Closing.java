package dev.gembourse.processor.portfolio;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What has closed lots: a trade, or the reversal of one that had opened them.
 *
 * @param operation the trade's, or the reversal's
 * @param seq its place in the journal
 * @param isTrade whether it counts as a closing trade
 * @param basis by how much the gross basis went down; below 0 where a short was covered
 * @param realised what it has earned against that, before fees
 * @param realisedNet what the books say that it has earned
 * @param reversed whether it was taken back
 */
record Closing(
        AccountId account,
        OperationId operation,
        Symbol symbol,
        Unit currency,
        long seq,
        Instant at,
        boolean isTrade,
        BigDecimal basis,
        BigDecimal realised,
        BigDecimal realisedNet,
        boolean reversed,
        List<ClosedLot> lots) {

    /** Names a closing: accounts of several partitions may share an operation's id. */
    record Key(AccountId account, OperationId operation) {}

    Closing {
        lots = List.copyOf(lots);
    }

    Key key() {
        return new Key(account, operation);
    }

    Closing of(List<ClosedLot> itsLots) {
        return new Closing(
                account,
                operation,
                symbol,
                currency,
                seq,
                at,
                isTrade,
                basis,
                realised,
                realisedNet,
                reversed,
                itsLots);
    }

    Closing takenBack() {
        return new Closing(
                account, operation, symbol, currency, seq, at, isTrade, basis, realised, realisedNet, true, lots);
    }
}
