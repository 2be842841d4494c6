package dev.gembourse.gateway.asyncapi;

import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows what is said on Kafka. */
@Tag(name = "Kafka")
@RestController
class AsyncApiController {

    private static final String A_WHILE = "max-age=3600, public";

    private final byte[] document = AsyncApi.yaml().getBytes(StandardCharsets.UTF_8);

    @Operation(summary = "Describe all topics", description = "As AsyncAPI 3.0.")
    @ApiResponse(
            responseCode = "200",
            description = "The document.",
            content = @Content(mediaType = "application/yaml", schema = @Schema(type = "string")))
    @Access(Rule.OPEN)
    @GetMapping("/asyncapi.yaml")
    void asyncApi(HttpServletResponse response) throws IOException {
        write(document, "application/yaml", response);
    }

    @Operation(summary = "Show the JSON Schema of what is said on a topic")
    @ApiResponse(
            responseCode = "200",
            description = "The schema of a record's value.",
            content = @Content(mediaType = "application/schema+json", schema = @Schema(type = "object")))
    @Access(Rule.OPEN)
    @GetMapping("/schemas/{type}.json")
    void schema(@PathVariable String type, HttpServletResponse response) throws IOException {
        byte[] schema = Schemas.find(type)
                .orElseThrow(() -> ProblemException.of(ProblemCode.NOT_FOUND, "there is no type " + type));
        write(schema, "application/schema+json", response);
    }

    private static void write(byte[] body, String type, HttpServletResponse response) throws IOException {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CACHE_CONTROL, A_WHILE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
