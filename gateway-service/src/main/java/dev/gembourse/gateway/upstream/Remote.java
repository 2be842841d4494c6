package dev.gembourse.gateway.upstream;

import dev.gembourse.events.wire.Json;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Reads from another service over HTTP. Connections are kept and shared; every wait is bounded. */
final class Remote {

    private static final Logger LOG = LoggerFactory.getLogger(Remote.class);

    private final String name;
    private final URI url;
    private final RestClient http;

    Remote(String name, URI url, Duration connectTimeout, Duration readTimeout) {
        this.name = name;
        this.url = url;
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(readTimeout);
        this.http = RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(
                        converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(Json.LENIENT)))
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
                    throw RemoteProblem.of(response, this::unavailable);
                })
                .build();
    }

    /** Reads one thing. */
    <T> T get(ParameterizedTypeReference<T> type, Query query) {
        try {
            T body = http.get()
                    .uri(URI.create(url + query.toString()))
                    .accept(MediaType.APPLICATION_JSON)
                    .retrieve()
                    .body(type);
            if (body == null) {
                throw unavailable("an empty answer");
            }
            return body;
        } catch (RestClientException e) {
            throw unavailable(e.toString());
        }
    }

    private ProblemException unavailable(String why) {
        LOG.warn("the {} does not answer as it should: {}", name, why);
        return ProblemException.of(ProblemCode.SERVICE_UNAVAILABLE, "the " + name + " does not answer right now");
    }
}
