package dev.gembourse.processor;

import dev.gembourse.follow.DeadThreads;
import dev.gembourse.processor.verify.Verify;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The trade processor's process. Each stage has its own schema and connections, so Boot's single data source stays out. */
@SpringBootApplication(
        exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, KafkaAutoConfiguration.class})
@ConfigurationPropertiesScan
public class ProcessorApplication {

    /** Serves, or with the argument {@code verify} proves the ledger instead; see {@link Verify}. */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("verify")) {
            List<String> rest = List.of(args).subList(1, args.length);
            System.exit(new Verify(System.getenv(), System.out, System.err).run(rest));
        }
        DeadThreads.endTheProcess();
        SpringApplication.run(ProcessorApplication.class, args);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
