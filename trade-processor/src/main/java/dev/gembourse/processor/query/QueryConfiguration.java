package dev.gembourse.processor.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gembourse.events.wire.Json;
import dev.gembourse.processor.running.DatabaseSettings;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Connections of its own for reading, few and read-only, so that no question can hold up settlement. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration {

    /** The server gives up first; the driver only when no answer comes at all. */
    private static final Duration ANSWER_ON_ITS_WAY = Duration.ofSeconds(4);

    @Bean(destroyMethod = "close")
    @DependsOn({"tradingDatabase", "marketDatabase", "portfolioDatabase"})
    HikariDataSource readDatabase(DatabaseSettings database, QuerySettings settings) {
        return pool("read", "", settings.connections(), database, settings);
    }

    /**
     * For what reads long lists in the order of an index, so that all of them together hold up no other question. PostgreSQL
     * knows little of how much a single account has; it must not read all of that only to sort it.
     */
    @Bean(destroyMethod = "close")
    @DependsOn({"tradingDatabase", "marketDatabase", "portfolioDatabase"})
    HikariDataSource statementDatabase(DatabaseSettings database, QuerySettings settings) {
        return pool("statement", " -c enable_sort=off", settings.statementConnections(), database, settings);
    }

    @Bean
    JdbcClient reads(HikariDataSource readDatabase) {
        return JdbcClient.create(readDatabase);
    }

    @Bean
    JdbcClient statements(HikariDataSource statementDatabase) {
        return JdbcClient.create(statementDatabase);
    }

    private static HikariDataSource pool(
            String name, String options, int connections, DatabaseSettings database, QuerySettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(database.url());
        config.setUsername(database.username());
        config.setPassword(database.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setReadOnly(true);
        config.setConnectionTimeout(3_000);
        config.setValidationTimeout(2_000);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty(
                "options", "-c statement_timeout=" + settings.statementTimeout().toMillis() + options);
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty(
                "socketTimeout",
                String.valueOf(
                        settings.statementTimeout().plus(ANSWER_ON_ITS_WAY).toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "gembourse-" + name);
        return new HikariDataSource(config);
    }

    /** Answers have the same form as everything else that leaves the system. */
    @Bean
    JsonMapper jsonMapper() {
        return Json.LENIENT;
    }
}
