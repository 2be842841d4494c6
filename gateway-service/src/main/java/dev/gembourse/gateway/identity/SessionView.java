package dev.gembourse.gateway.identity;

/**
 * What somebody gets who has shown who they are.
 *
 * @param accessToken to be sent as {@code Authorization: Bearer ...}
 * @param expiresIn seconds until it is no longer good
 * @param refreshToken good once, for the next of both
 */
record SessionView(String accessToken, String tokenType, long expiresIn, String refreshToken, UserView user) {

    @Override
    public String toString() {
        return "SessionView[" + user.username() + "]";
    }
}
