package dev.gembourse.gateway.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.wire.Json;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AsyncApiTest {

    private static final Path COMMITTED = Path.of("../docs/api/asyncapi.yaml");

    private final String yaml = AsyncApi.yaml();
    private final JsonNode document =
            Json.LENIENT.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));

    @Test
    void theCommittedDocumentIsMadeOfTheContracts() throws IOException {
        if (Boolean.getBoolean("openapi.regenerate")) {
            Files.writeString(COMMITTED, yaml);
        }

        assertThat(Files.readString(COMMITTED))
                .as("docs/api/asyncapi.yaml has drifted; write it anew with"
                        + " mvn -pl gateway-service -am test -Dtest=AsyncApiTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dopenapi.regenerate=true")
                .isEqualTo(yaml);
    }

    @Test
    void itHasWhatAsyncApi3Requires() {
        assertThat(document.at("/asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(document.at("/info/title").asString()).isNotBlank();
        assertThat(document.at("/info/version").asString()).isNotBlank();
        assertThat(document.at("/channels").values()).hasSize(7).allSatisfy(channel -> {
            assertThat(channel.at("/address").asString()).isNotBlank();
            assertThat(channel.at("/messages")).isNotEmpty();
        });
        assertThat(document.at("/operations").values()).hasSize(7).allSatisfy(operation -> {
            assertThat(operation.at("/action").asString()).isIn("send", "receive");
            assertThat(resolve(operation.at("/channel"))).isNotNull();
            assertThat(operation.at("/messages"))
                    .isNotEmpty()
                    .allSatisfy(message -> assertThat(message.at("/$ref").asString())
                            .as("an operation refers to the messages of its channel")
                            .startsWith(operation.at("/channel/$ref").asString() + "/messages/"));
        });
        assertThat(document.at("/components/messages").values())
                .allSatisfy(message -> assertThat(message.at("/payload/$ref").asString())
                        .isEqualTo("#/components/schemas/" + message.at("/name").asString()));
    }

    @Test
    void everyTopicIsDescribed() {
        assertThat(document.at("/channels").values().stream()
                        .map(channel -> channel.at("/address").asString()))
                .containsAll(Topics.all())
                .contains("partner.{partner}.v1");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = new ArrayList<>();
        collect(document, references);

        assertThat(references)
                .hasSizeGreaterThan(100)
                .allSatisfy(reference ->
                        assertThat(resolve(reference)).as(reference.toString()).isInstanceOf(ObjectNode.class));
    }

    @Test
    void itIsServedToEverybody() {
        Answered served = RunningGateway.shared().get("/asyncapi.yaml", "Authorization", RunningGateway.NOBODY);

        assertThat(served.status()).isEqualTo(200);
        assertThat(served.body()).isEqualTo(yaml);
        assertThat(served.header("Content-Type")).startsWith("application/yaml");
        assertThat(served.header("Cache-Control")).isEqualTo("max-age=3600, public");
    }

    @Test
    void everySchemaIsServedToEverybody() {
        RunningGateway gateway = RunningGateway.shared();

        assertThat(Schemas.types()).hasSizeGreaterThan(40).allSatisfy(type -> {
            Answered schema = gateway.get("/schemas/" + type + ".json", "Authorization", RunningGateway.NOBODY);
            assertThat(schema.status()).isEqualTo(200);
            assertThat(schema.header("Content-Type")).startsWith("application/schema+json");
            assertThat(schema.header("Cache-Control")).isEqualTo("max-age=3600, public");
            assertThat(schema.at("/title")).isEqualTo(type);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/schemas/dev.gembourse.trading.Nothing.v1.json",
                "/schemas/..%2fapplication.yaml.json",
                "/schemas/../application.json",
                "/schemas/%2e%2e/application.yaml",
                "/schemas/.json",
                "/schemas/"
            })
    void nothingElseIsServedThere(String path) {
        assertThat(RunningGateway.shared().get(path).status()).isIn(400, 404);
    }

    private static void collect(JsonNode node, List<JsonNode> references) {
        if (node.has("$ref")) {
            references.add(node);
        }
        node.values().forEach(member -> collect(member, references));
    }

    private JsonNode resolve(JsonNode reference) {
        String place = reference.at("/$ref").asString();
        assertThat(place).startsWith("#/");
        return document.at(place.substring(1));
    }
}
