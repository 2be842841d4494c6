package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.view.AccountView;
import dev.gembourse.events.view.CashView;
import java.time.Instant;
import java.util.List;

/** An account's row. */
record StoredAccount(AccountId id, long number, int partition, Username username, boolean mayShort, Instant createdAt) {

    static final String ACTIVE = "ACTIVE";

    AccountView view(List<CashView> cash) {
        return new AccountView(id, username, ACTIVE, mayShort, cash, null, null, null, createdAt);
    }
}
