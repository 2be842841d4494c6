package dev.gembourse.leaderboard;

import dev.gembourse.follow.DeadThreads;
import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The leaderboard service's process. The engine opens its own schema and its own clients, so Boot's stay out. */
@SpringBootApplication(
        exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, KafkaAutoConfiguration.class})
@ConfigurationPropertiesScan
public class LeaderboardApplication {

    public static void main(String[] args) {
        DeadThreads.endTheProcess();
        SpringApplication.run(LeaderboardApplication.class, args);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
