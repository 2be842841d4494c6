package dev.gembourse.processor.running;

import dev.gembourse.exactlyonce.EngineDatabase;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where PostgreSQL is.
 *
 * @param url of the one database that holds the schemas of both stages
 */
@ConfigurationProperties("spring.datasource")
public record DatabaseSettings(
        @DefaultValue("jdbc:postgresql://127.0.0.1:5432/gembourse")
        String url,

        @DefaultValue("gembourse") String username,
        @DefaultValue("") String password) {

    /** Opens a stage's schema and brings it to the newest version. */
    public EngineDatabase open(String schema, int connections) {
        return EngineDatabase.open(url, username, password, schema, connections, "classpath:db/" + schema);
    }

    @Override
    public String toString() {
        return username + "@" + url;
    }
}
