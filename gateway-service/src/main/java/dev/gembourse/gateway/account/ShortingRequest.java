package dev.gembourse.gateway.account;

/**
 * Says whether an account may sell short.
 *
 * @param permitted true to permit it, false to end that
 */
record ShortingRequest(boolean permitted) {}
