package dev.gembourse.processor.settlement;

import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import java.util.LinkedHashMap;
import java.util.Map;

/** The accounts that a batch has opened, written as the batch leaves them. */
final class NewAccounts {

    private record Opened(int partition, AccountOpened event) {}

    private final Map<Wallet, Opened> opened = new LinkedHashMap<>();
    private final Rows rows =
            Rows.into("account", "account_id", "number", "partition", "username", "created_at", "may_short");

    /** Begins a batch. */
    void load() {
        opened.clear();
        rows.clear();
    }

    void opened(int partition, AccountOpened event, Wallet wallet) {
        opened.put(wallet, new Opened(partition, event));
    }

    boolean contains(Wallet wallet) {
        return opened.containsKey(wallet);
    }

    void write(Writes writes) {
        opened.forEach((wallet, its) -> rows.uuid(its.event.accountId().value())
                .bigint(wallet.number)
                .integer(its.partition)
                .text(its.event.username().value())
                .timestamptz(its.event.occurredAt())
                .bool(wallet.mayShort())
                .endRow());
        writes.add(rows);
    }
}
