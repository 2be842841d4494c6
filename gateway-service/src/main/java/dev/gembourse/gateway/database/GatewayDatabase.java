package dev.gembourse.gateway.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Connections to the gateway's own database. It is made without one: a database that is away ends no gateway. */
@Configuration(proxyBeanMethods = false)
class GatewayDatabase {

    /** No wait without an end. */
    private static final String TIMEOUTS =
            "-c statement_timeout=4s -c lock_timeout=3s -c idle_in_transaction_session_timeout=4s";

    @Bean(destroyMethod = "close")
    HikariDataSource gatewayDataSource(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("gateway");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(2_000);
        config.setValidationTimeout(1_000);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("options", TIMEOUTS);
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("socketTimeout", "6");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "gembourse-gateway");
        return new HikariDataSource(config);
    }

    @Bean
    JdbcClient gatewaySql(HikariDataSource gatewayDataSource) {
        return JdbcClient.create(gatewayDataSource);
    }

    @Bean
    TransactionTemplate gatewayTransaction(HikariDataSource gatewayDataSource) {
        return new TransactionTemplate(new JdbcTransactionManager(gatewayDataSource));
    }
}
