package dev.gembourse.gateway.access;

import org.jspecify.annotations.Nullable;

/**
 * Who may use a route. The routes of an account are its owner's; who may do nothing there is told that there is no such account.
 */
public enum Rule {
    /** Anybody, also without credentials. */
    OPEN(null, null, null),
    /** Everybody, about themselves. */
    PERSONAL(Role.PLAYER, null, null),
    /** Everybody, about themselves, but not with an API key: a key that leaks must not make others. */
    SESSION(Role.PLAYER, null, null),
    /** The owner and operators. */
    READ(Role.PLAYER, Scope.READ, Role.OPERATOR),
    /** The owner, and admins for every account. */
    TRADE(Role.PLAYER, Scope.TRADE, Role.ADMIN),
    /** The owner, and admins for every account. */
    FUND(Role.PLAYER, Scope.FUND, Role.ADMIN),
    /**
     * The owner, but not with an API key, and admins for every account: about who else may act for an account. An admin's key needs the
     * scope admin.
     */
    DELEGATE(Role.PLAYER, null, Role.ADMIN),
    /** Operators, who see everything. */
    OVERSEE(Role.OPERATOR, Scope.READ, Role.OPERATOR),
    /** Operators, who look after assets and the system. */
    OPERATE(Role.OPERATOR, Scope.ADMIN, Role.OPERATOR),
    /** Admins. */
    ADMINISTER(Role.ADMIN, Scope.ADMIN, Role.ADMIN);

    private final @Nullable Role role;
    private final @Nullable Scope scope;
    private final @Nullable Role forOthers;

    Rule(@Nullable Role role, @Nullable Scope scope, @Nullable Role forOthers) {
        this.role = role;
        this.scope = scope;
        this.forOthers = forOthers;
    }

    /** The least role; null when no credentials are needed. */
    public @Nullable Role role() {
        return role;
    }

    /** The scope that the credentials must have; null for any. */
    public @Nullable Scope scope() {
        return scope;
    }

    /** The least role for which an account need not be one's own; null when nobody's has to be named. */
    public @Nullable Role forOthers() {
        return forOthers;
    }
}
