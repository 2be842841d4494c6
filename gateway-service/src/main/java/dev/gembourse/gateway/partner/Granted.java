package dev.gembourse.gateway.partner;

import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.gateway.partner.NotRelayed.Why;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What some partners may do with some accounts, as it was a moment ago. */
final class Granted {

    private record Pair(PartnerName partner, AccountId account) {}

    private final Map<PartnerName, Partner> partners = new HashMap<>();
    private final Map<Pair, Set<Permission>> permissions = new HashMap<>();

    void add(Partner partner) {
        partners.put(partner.name(), partner);
    }

    void add(PartnerName partner, AccountId account, Set<Permission> permitted) {
        permissions.put(new Pair(partner, account), permitted);
    }

    /** The partner, if there is one whose records are relayed. */
    Partner require(PartnerName name) throws NotRelayed {
        Partner partner = partners.get(name);
        if (partner == null) {
            throw new NotRelayed(Why.UNKNOWN_PARTNER, "there is no partner " + name);
        }
        if (partner.isDisabled()) {
            throw new NotRelayed(Why.PARTNER_DISABLED, "the partner was disabled at " + partner.disabledAt());
        }
        return partner;
    }

    void require(PartnerName partner, AccountId account, Permission needed) throws NotRelayed {
        if (!permissions.getOrDefault(new Pair(partner, account), Set.of()).contains(needed)) {
            throw new NotRelayed(
                    Why.NOT_GRANTED, "expected the owner of account %s to permit %s".formatted(account, needed.text()));
        }
    }
}
