package dev.gembourse.leaderboard;

import dev.gembourse.events.wire.Json;
import dev.gembourse.stack.fixture.SharedInfrastructure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service on a free port, as its process runs it, and a client of its API. */
public final class RunningService implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ConfigurableApplicationContext context;
    private final String url;

    public RunningService(TestDatabase database, TestKafka kafka) {
        Map<String, Object> properties = new TreeMap<>(Map.of(
                "server.port",
                0,
                "spring.kafka.bootstrap-servers",
                kafka.bootstrap(),
                "spring.datasource.url",
                database.url(),
                "spring.datasource.username",
                SharedInfrastructure.get().postgres().service(),
                "spring.datasource.password",
                SharedInfrastructure.get()
                        .postgres()
                        .passwordOf(SharedInfrastructure.get().postgres().service()),
                "gembourse.leaderboard.board.look-interval",
                "100ms",
                "gembourse.engine.poll-timeout",
                "50ms",
                "logging.structured.format.console",
                "",
                "logging.config",
                "classpath:logback-test.xml"));
        properties.put(
                "spring.flyway.user", SharedInfrastructure.get().postgres().user());
        properties.put(
                "spring.flyway.password", SharedInfrastructure.get().postgres().password());
        context = new SpringApplicationBuilder(LeaderboardApplication.class)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
        url = "http://127.0.0.1:"
                + ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path) {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Reads something that must be there. */
    public <T> T read(String path, Class<T> type) {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new IllegalStateException("expected 200 but got " + response.statusCode() + ": " + response.body());
        }
        return Json.LENIENT.readValue(response.body(), type);
    }

    public boolean isReady() {
        return get("/actuator/health/readiness").statusCode() == 200;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
