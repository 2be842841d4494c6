package dev.gembourse.tools.replay;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.StreamPosition;
import java.util.List;

/** The run's accounts, by number: opened, funded and ready. */
record Cast(List<Member> members) {

    /** @param readyAt the position in {@code trading.events.v1} of the last outcome that made the account ready */
    record Member(AccountId account, StreamPosition readyAt) {}

    AccountId account(int number) {
        return members.get(number).account();
    }
}
