package dev.gembourse.gateway.partner;

import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.value.AccountId;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the owner of an account permits a partner.
 *
 * @param grantedAt when it was last said
 */
record Grant(AccountId accountId, PartnerName partner, Set<Permission> permissions, Instant grantedAt) {
    Grant {
        permissions = Collections.unmodifiableSortedSet(new TreeSet<>(permissions)); // always shown in one order
    }
}
