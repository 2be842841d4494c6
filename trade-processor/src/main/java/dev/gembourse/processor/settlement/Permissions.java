package dev.gembourse.processor.settlement;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.ShortingPermitted;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who may sell short, as far as a batch has decided it; for accounts that it opens {@link NewAccounts} writes it too. */
final class Permissions {

    private static final String PERMIT = """
            update account a
               set may_short = u.may_short
              from unnest(?::bigint[], ?::boolean[])
                   as u (number, may_short)
             where a.number = u.number
            """;

    private final Set<Wallet> decided = new LinkedHashSet<>();
    private final Rows rows = Rows.given(PERMIT);

    /** Begins a batch. */
    void load() {
        decided.clear();
        rows.clear();
    }

    void decided(Wallet wallet, TradingEvent event) {
        if (event instanceof ShortingPermitted permitted) {
            wallet.permitShorting(permitted.permitted());
            decided.add(wallet);
        }
    }

    /** @param newAccounts are written with what they may do */
    void write(Writes writes, NewAccounts newAccounts) {
        for (Wallet wallet : decided) {
            if (!newAccounts.contains(wallet)) {
                rows.bigint(wallet.number).bool(wallet.mayShort()).endRow();
            }
        }
        writes.add(rows);
    }
}
