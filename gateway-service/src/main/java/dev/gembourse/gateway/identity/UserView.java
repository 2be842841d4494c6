package dev.gembourse.gateway.identity;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.gateway.access.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as others see them.
 *
 * @param accountId absent for those who do not play
 * @param accountStatus OPEN, or OPENING until settlement has told; absent for those who do not play
 * @param disabled whether they may not log in
 */
record UserView(
        UUID userId,
        String username,
        Role role,
        @Nullable AccountId accountId,
        @Nullable AccountStatus accountStatus,
        boolean disabled,
        Instant createdAt) {

    enum AccountStatus {
        OPENING,
        OPEN
    }

    static UserView of(User user, boolean accountOpen) {
        return new UserView(
                user.id(),
                user.username().value(),
                user.role(),
                user.accountId(),
                user.accountId() == null ? null : accountOpen ? AccountStatus.OPEN : AccountStatus.OPENING,
                user.disabled(),
                user.createdAt());
    }
}
