package dev.gembourse.leaderboard.running;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where PostgreSQL is.
 *
 * @param url JDBC URL of the database that holds the schema {@code leaderboard}
 */
@ConfigurationProperties("spring.datasource")
record ConnectionSettings(
        @DefaultValue("jdbc:postgresql://127.0.0.1:5432/leaderboard")
        String url,

        @DefaultValue("gembourse") String username,
        @DefaultValue("") String password) {

    @Override
    public String toString() {
        return username + "@" + url;
    }
}
