package dev.gembourse.gateway.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the gateway's own PostgreSQL database is.
 *
 * @param connections most connections at a time; they serve logins, not trades
 */
@ConfigurationProperties("gembourse.gateway.database")
record DatabaseSettings(
        @DefaultValue("jdbc:postgresql://127.0.0.1:5432/gateway")
        String url,

        @DefaultValue("gembourse") String username,
        @DefaultValue("") String password,
        @DefaultValue("4") int connections) {

    @Override
    public String toString() {
        return username + "@" + url + " (" + connections + ")";
    }
}
