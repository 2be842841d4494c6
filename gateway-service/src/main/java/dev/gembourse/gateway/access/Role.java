package dev.gembourse.gateway.access;

import java.util.EnumSet;
import java.util.Set;

/** What a user is. Each role may do what those before it may. */
public enum Role {
    /** Trades in an account of their own. */
    PLAYER,
    /** Sees everybody's accounts and the state of the system, and looks after assets. */
    OPERATOR,
    /** Acts for every account, and gives roles. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The scopes that a key of such a user may have, and that a session has. */
    public Set<Scope> scopes() {
        return this == PLAYER ? EnumSet.complementOf(EnumSet.of(Scope.ADMIN)) : EnumSet.allOf(Scope.class);
    }
}
