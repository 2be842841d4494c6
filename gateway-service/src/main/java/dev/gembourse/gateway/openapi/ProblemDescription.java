package dev.gembourse.gateway.openapi;

import dev.gembourse.gateway.problem.ProblemCode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Adds to every call the problems that it may be answered with, out of the catalogue. */
@Component
class ProblemDescription implements GlobalOpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        for (int status : statuses()) {
            api.getComponents().addResponses("Problem" + status, problem(status));
        }
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> add(operation, method, path)));
    }

    private static SortedSet<Integer> statuses() {
        return Arrays.stream(ProblemCode.values())
                .map(code -> code.status().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void add(Operation operation, PathItem.HttpMethod method, String path) {
        for (int status : statuses()) {
            if (applies(status, method, path)) {
                operation
                        .getResponses()
                        .addApiResponse(
                                String.valueOf(status),
                                new ApiResponse().$ref("#/components/responses/Problem" + status));
            }
        }
    }

    private static boolean applies(int status, PathItem.HttpMethod method, String path) {
        boolean command = method != PathItem.HttpMethod.GET;
        boolean page = path.startsWith("/problems");
        return switch (status) {
            case 401, 403 -> false; // by the rule of the route: AccessDescription
            case 400, 429 -> !page;
            case 404 -> path.contains("{");
            case 408, 409, 413, 415, 422 -> command;
            case 412, 428 -> method == PathItem.HttpMethod.PATCH && path.contains("/orders/");
            case 503 -> !page;
            case 405, 406 -> false; // of calls that are not described here
            default -> true;
        };
    }

    private static ApiResponse problem(int status) {
        String codes = Arrays.stream(ProblemCode.values())
                .filter(code -> code.status().value() == status)
                .map(code -> "`" + code + "`: " + code.title() + ".")
                .collect(Collectors.joining("\n\n"));
        ApiResponse response = new ApiResponse()
                .description(codes)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))))
                .addHeaderObject("X-Request-Id", header("Names the request in the logs."));
        return status == 503
                ? response.addHeaderObject("Retry-After", header("Seconds after which to retry."))
                : response;
    }

    private static Header header(String description) {
        return new Header().description(description).schema(new StringSchema());
    }
}
