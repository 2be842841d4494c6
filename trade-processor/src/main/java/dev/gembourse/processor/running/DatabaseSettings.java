package dev.gembourse.processor.running;

import dev.gembourse.exactlyonce.DatabaseUser;
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

    /** Opens a stage's schema and brings it to the newest version, as its owner if there is one. */
    public EngineDatabase open(OwnerSettings owner, String schema, int connections) {
        DatabaseUser service = new DatabaseUser(username, password);
        DatabaseUser migrating = owner.user().isEmpty() ? service : new DatabaseUser(owner.user(), owner.password());
        return EngineDatabase.open(url, service, migrating, schema, connections, "classpath:db/" + schema);
    }

    @Override
    public String toString() {
        return username + "@" + url;
    }
}
