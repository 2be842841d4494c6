package dev.gembourse.processor.query;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.BalancesView;
import dev.gembourse.processor.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an account held at a time, or after an event of its journal; at this moment if neither is named. A time that is to come is
 * refused, for nobody knows what will be held then; one that a clock elsewhere takes for the present is not.
 */
@RestController
class BalanceController {

    private static final String AT = "at"; // what the public API calls either
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final Accounts accounts;
    private final JournalTimes times;
    private final Balances balances;
    private final InstantSource clock;

    BalanceController(Accounts accounts, JournalTimes times, Balances balances, InstantSource clock) {
        this.accounts = accounts;
        this.times = times;
        this.balances = balances;
        this.clock = clock;
    }

    @GetMapping("/v1/accounts/{accountId}/balances")
    BalancesView balances(
            @PathVariable AccountId accountId,
            @RequestParam(required = false) @Nullable Unit unit,
            @RequestParam(name = AT, required = false) @Nullable String at,
            @RequestParam(required = false) @Nullable StreamPosition position) {
        Instant time = TimeRange.time(AT, at);
        if (time != null && time.isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
            throw Problem.badParameter(AT, "expected a time that has come");
        }
        StoredAccount account = accounts.get(accountId);
        int partition = account.partition();
        long beyond = times.stretch(partition, TimeRange.upTo(time)).beyond();
        if (position != null) {
            beyond = beyond(position, partition, beyond);
        }
        return new BalancesView(new StreamPosition(partition, beyond - 1), balances.before(beyond, account, unit));
    }

    private static long beyond(StreamPosition position, int partition, long committed) {
        if (position.partition() != partition) {
            throw Problem.badParameter(
                    AT,
                    "expected a position in the account's journal, which is that of partition " + partition
                            + ", but got " + position);
        }
        if (position.index() >= committed) {
            throw Problem.badParameter(AT, "expected a position that has been reached but got " + position);
        }
        return position.index() + 1;
    }
}
