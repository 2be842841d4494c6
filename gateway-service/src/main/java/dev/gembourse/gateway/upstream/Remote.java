package dev.gembourse.gateway.upstream;

import dev.gembourse.events.wire.Json;
import dev.gembourse.follow.Deadlines;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * Reads from another service over HTTP. Connections are kept and shared; every wait is bounded.
 *
 * <p>The request's own (virtual) thread writes and reads, with no thread between it and the connection, because waking one is what
 * costs most here. Reads have no socket time-out for the same reason: see {@link Deadlines}.
 */
final class Remote implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Remote.class);
    private static final int MOST_CONNECTIONS = 8192; // as many as a gateway takes itself: each may wait for a position
    private static final TimeValue IDLE = TimeValue.ofSeconds(30);

    private final String name;
    private final URI url;
    private final CloseableHttpClient http;

    Remote(String name, URI url, Duration connectTimeout) {
        this.name = name;
        this.url = url;
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                        .setConnPoolPolicy(PoolReusePolicy.LIFO)
                        .setMaxConnPerRoute(MOST_CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(connectTimeout))
                                .setSocketTimeout(Timeout.DISABLED)
                                .build())
                        .build())
                .setRetryStrategy(new RetryOnce())
                .evictIdleConnections(IDLE)
                .disableAuthCaching()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    /**
     * Reads one thing.
     *
     * @param within how long it may take, connecting included
     * @throws ProblemException what the service says is wrong, or that it does not answer as it should
     */
    <T> T get(TypeReference<T> type, Query query, Duration within) {
        HttpGet request = new HttpGet(URI.create(url + query.toString()));
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        try (var _ = Deadlines.endAfter(within, request::cancel)) {
            return http.execute(request, response -> read(type, response));
        } catch (IOException
                | JacksonException
                | IllegalStateException e) { // the last where a request is ended too early
            throw unavailable(request.isCancelled() ? "no answer within " + within.toMillis() + " ms" : e.toString());
        }
    }

    private <T> T read(TypeReference<T> type, ClassicHttpResponse response) throws IOException {
        HttpEntity body = response.getEntity();
        if (response.getCode() != HttpStatus.SC_OK) {
            throw RemoteProblem.of(response.getCode(), body, this::unavailable);
        }
        @Nullable T value = body == null ? null : Json.LENIENT.readValue(body.getContent(), type);
        if (value == null) {
            throw unavailable("an empty answer");
        }
        return value;
    }

    private ProblemException unavailable(String why) {
        LOG.warn("the {} does not answer as it should: {}", name, why);
        return ProblemException.of(ProblemCode.SERVICE_UNAVAILABLE, "the " + name + " does not answer right now");
    }

    @Override
    public void close() {
        http.close(CloseMode.GRACEFUL);
    }

    /** Asks once more when the connection breaks before an answer begins, and never because of an answer. */
    private static final class RetryOnce extends DefaultHttpRequestRetryStrategy {

        RetryOnce() {
            super(1, TimeValue.ZERO_MILLISECONDS);
        }

        @Override
        public boolean retryRequest(HttpResponse response, int execCount, HttpContext context) {
            return false;
        }
    }
}
