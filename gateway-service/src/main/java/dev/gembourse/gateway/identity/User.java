package dev.gembourse.gateway.identity;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Username;
import dev.gembourse.events.value.Uuids;
import dev.gembourse.gateway.access.Caller;
import dev.gembourse.gateway.access.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can log in.
 *
 * @param password its hash
 * @param accountId null for those who do not play
 * @param accountOpen whether settlement has told that the account is open
 */
record User(
        UUID id,
        Username username,
        String password,
        Role role,
        @Nullable AccountId accountId,
        boolean accountOpen,
        boolean disabled,
        Instant createdAt) {

    /** The account of a user: the same on every gateway and for ever. */
    static AccountId accountOf(UUID userId) {
        return new AccountId(Uuids.nameBased("account of user " + userId));
    }

    /** What they are once they have shown who they are. */
    Caller caller() {
        return new Caller(id, username.value(), role, role.scopes(), accountId, null);
    }

    @Override
    public String toString() {
        return username + " (" + id + ", " + role + ")";
    }
}
