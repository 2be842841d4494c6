package dev.gembourse.gateway.openapi;

import dev.gembourse.gateway.command.BatchContext;
import dev.gembourse.gateway.command.CommandContext;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Adds to every command what all commands have: the headers that are sent, and the answer 202. */
@Component
class CommandDescription implements GlobalOperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        if (takes(method, CommandContext.class)) {
            operation.addParametersItem(key());
            operation.addParametersItem(wait("outcome"));
            ApiResponses responses = operation.getResponses();
            if (responses.containsKey("201")) {
                responses.remove("200");
            }
            responses.values().forEach(CommandDescription::describeOutcome);
            responses.addApiResponse("202", accepted());
        } else if (takes(method, BatchContext.class)) {
            operation.addParametersItem(wait("outcomes"));
            operation.getResponses().remove("200");
            operation.getResponses().computeIfPresent("201", (status, outcome) -> {
                describeOutcome(outcome);
                return outcome;
            });
        }
        return operation;
    }

    private static boolean takes(HandlerMethod method, Class<?> type) {
        return Arrays.asList(method.getMethod().getParameterTypes()).contains(type);
    }

    private static Parameter key() {
        return new HeaderParameter()
                .name("Idempotency-Key")
                .required(true)
                .description(
                        "Names this intent, so that a retry is the same operation: 1 to 255 printable characters, bare or as a"
                                + " quoted string.")
                .schema(new StringSchema().maxLength(258))
                .example("\"7b1a9a3e\"");
    }

    private static Parameter wait(String forWhat) {
        return new HeaderParameter()
                .name("Prefer")
                .required(false)
                .description("How many seconds to wait for the " + forWhat + ", at most 10: wait=5.")
                .schema(new StringSchema())
                .example("wait=5");
    }

    private static ApiResponse accepted() {
        return new ApiResponse()
                .description("The command is in the log; Location says where to ask what becomes of it.")
                .content(new Content()
                        .addMediaType(
                                "application/json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Pending"))))
                .addHeaderObject("Location", header("Where to ask for the outcome."))
                .addHeaderObject("Retry-After", header("Seconds after which to ask."))
                .addHeaderObject(
                        "Idempotency-Replayed", header("true when an earlier request had asked for the same."));
    }

    private static void describeOutcome(ApiResponse outcome) {
        outcome.addHeaderObject("Location", header("What was created, or the operation."))
                .addHeaderObject("Preference-Applied", header("The preference that was followed: wait=5."))
                .addHeaderObject("Outcome-Position", header("Where the outcome stands in its journal, for at-least."))
                .addHeaderObject(
                        "Idempotency-Replayed", header("true when an earlier request had asked for the same."));
    }

    private static Header header(String description) {
        return new Header().description(description).schema(new StringSchema());
    }
}
