package dev.gembourse.gateway.database;

/** Something to be done as soon as the database can be used, before the gateway is ready. */
public interface OnceOpen {

    /** Does it; called again after a while if it throws, so it must not matter how often. */
    void databaseOpened();
}
