package dev.gembourse.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

    private static final Path COMMITTED = Path.of("../docs/api/openapi.json");
    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void theCommittedDocumentIsTheServedOne() throws IOException {
        Answered served = gateway.get("/openapi.json");
        if (Boolean.getBoolean("openapi.regenerate")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, served.body());
        }

        assertThat(served.status()).isEqualTo(200);
        assertThat(Files.readString(COMMITTED))
                .as("docs/api/openapi.json has drifted; write it anew with"
                        + " mvn -pl gateway-service -am test -Dtest=OpenApiTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dopenapi.regenerate=true")
                .isEqualTo(served.body());
    }

    @Test
    void everyRouteIsDescribed() {
        JsonNode paths = gateway.get("/openapi.json").json().at("/paths");

        gateway
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/v1/"))
                        .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> Map.entry(path, method.name().toLowerCase(Locale.ROOT)))))
                .forEach(route -> assertThat(paths.path(route.getKey()).has(route.getValue()))
                        .as(route.toString())
                        .isTrue());
    }

    @Test
    void everyCallHasASummaryAndItsOwnNameAndEveryParameterAMeaning() {
        List<JsonNode> operations = gateway.get("/openapi.json").json().at("/paths").values().stream()
                .flatMap(path -> path.values().stream())
                .toList();

        assertThat(operations).hasSizeGreaterThan(20).allSatisfy(operation -> {
            assertThat(operation.path("summary").asString(""))
                    .as(operation.toString())
                    .isNotBlank();
            assertThat(operation.path("tags")).as(operation.toString()).hasSize(1);
            assertThat(operation.path("parameters"))
                    .allSatisfy(parameter -> assertThat(
                                    parameter.path("description").asString(""))
                            .as(parameter.toString())
                            .isNotBlank());
        });
        assertThat(operations.stream()
                        .map(operation -> operation.path("operationId").asString()))
                .doesNotHaveDuplicates()
                .allMatch(name -> !name.contains("_"));
    }

    @Test
    void theDocumentIsThereAsYamlAndAsPages() {
        assertThat(gateway.get("/openapi.yaml").body()).startsWith("openapi: 3.1.0");
        Answered docs = gateway.get("/docs");
        assertThat(docs.status()).isEqualTo(302);
        Answered page = gateway.get(String.valueOf(docs.header("Location")));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui");
    }
}
