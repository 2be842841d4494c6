package dev.gembourse.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;

/** One peer in a process of its own; the active profile says which. */
@SpringBootApplication
@EnableJdbcRepositories(considerNestedRepositories = true)
public class PeerApplication {

    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(PeerApplication.class, arguments);
    }
}
