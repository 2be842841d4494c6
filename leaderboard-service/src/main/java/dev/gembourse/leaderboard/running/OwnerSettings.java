package dev.gembourse.leaderboard.running;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who owns the tables and migrates them, when that is somebody else than who awards gems.
 *
 * @param user nobody by default: the service's own user owns what it writes to, and nothing but triggers keeps it from changing facts
 */
@ConfigurationProperties("spring.flyway")
record OwnerSettings(
        @DefaultValue("") String user, @DefaultValue("") String password) {

    @Override
    public String toString() {
        return user;
    }
}
