package dev.gembourse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Pins what holds when nothing is configured. */
class SettingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gembourse.gateway.limits      | BodyLimits[body=65536B, batch=1048576B, within=PT10S]
            gembourse.gateway.publication | PublicationLimits[ackTimeout=PT5S, maxBlock=PT2S, linger=PT0.003S, buffer=16777216B, maxUnderWay=10000]
            gembourse.gateway.operations  | OperationSettings[remembered=50000, rememberedFor=PT10M, tellWithin=PT2S, logReaders=2]
            gembourse.gateway.database    | gembourse@jdbc:postgresql://127.0.0.1:5432/gateway (4)
            gembourse.gateway.tokens      | TokenSettings[issuer=gembourse, lifetime=PT10M, keyLifetime=PT720H, keyNotice=PT15M]
            gembourse.gateway.issuer      | IssuerSettings[uri=, audience=gembourse, roleClaim=roles]
            gembourse.gateway.identity    | IdentitySettings[loginLifetime=PT720H, passwordThreads=0, passwordsWaiting=100, accountWithin=PT5S]
            gembourse.gateway.retention   | RetentionSettings[keys=PT720H, logins=PT168H, interval=PT10M]
            gembourse.gateway.login-attempts | AttemptLimits[perAddress=300, perNameAndAddress=10, perName=100]
            gembourse.gateway.rate-limits | RateLimitSettings[window=PT10S, perAddress=1000, perUser=1000, perAdmin=1000000]
            gembourse.gateway.admission   | AdmissionSettings[oldest=PT1M, interval=PT1S]
            gembourse.gateway.partners    | PartnerSettings[discovery=PT5S, pollRecords=500]
            gembourse.mqtt                | null prices/# in gembourse (500, PT168H, PT5S) Members[symbol=stock_id, price=price, available=availability, time=timestamp, sequence=sequence]
            gembourse.gateway.cors        | CrossOriginSettings[origins=[]]
            gembourse.admin               | AdminSettings[]
            gembourse.processor           | ProcessorSettings[url=http://127.0.0.1:8081, connectTimeout=PT1S, readTimeout=PT10S]
            gembourse.leaderboard         | LeaderboardSettings[url=http://127.0.0.1:8082, connectTimeout=PT1S, readTimeout=PT10S, standingWithin=PT2.5S]
            """)
    void defaultsHold(String prefix, String expected) {
        Object settings =
                new Binder(new MapConfigurationPropertySource()).bindOrCreate(prefix, Bindable.of(settingsOf(prefix)));

        assertThat(settings).hasToString(expected);
    }

    @Test
    void allSettingsArePinned() {
        assertThat(allSettings()).hasSize(17);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            server.address                 | 127.0.0.1
            server.port                    | 8080
            server.shutdown                | graceful
            spring.kafka.bootstrap-servers | 127.0.0.1:9092
            spring.threads.virtual.enabled | true
            logging.structured.format.console | ecs
            management.endpoints.web.exposure.include | health,prometheus
            """)
    void theProcessListensOnThisMachineOnly(String key, String expected) throws IOException {
        List<PropertySource<?>> sources =
                new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yaml"));

        assertThat(String.valueOf(sources.getFirst().getProperty(key))).isEqualTo(expected);
    }

    private static Class<?> settingsOf(String prefix) {
        return allSettings()
                .filter(type -> type.getAnnotation(ConfigurationProperties.class)
                        .value()
                        .equals(prefix))
                .findAny()
                .orElseThrow();
    }

    private static Stream<Class<?>> allSettings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("dev.gembourse.gateway").stream().map(found -> {
            try {
                return Class.forName(found.getBeanClassName());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
