package dev.gembourse.gateway.audit;

/** What is written down. */
public enum AuditKind {
    REGISTERED,
    LOGGED_IN,
    LOGIN_FAILED,
    LOGGED_OUT,
    /** A refresh token came that was no longer good; if it had been used before, its login has ended. */
    REFRESH_FAILED,
    PASSWORD_CHANGED,
    ROLE_CHANGED,
    USER_DISABLED,
    USER_ENABLED,
    API_KEY_CREATED,
    API_KEY_REVOKED,
    SIGNING_KEY_ROTATED,
    PARTNER_REGISTERED,
    PARTNER_DISABLED,
    /** An owner or an admin has said what a partner may do with an account. */
    PARTNER_PERMITTED,
    /** A partner may do nothing with an account any more. */
    PARTNER_DISMISSED
}
