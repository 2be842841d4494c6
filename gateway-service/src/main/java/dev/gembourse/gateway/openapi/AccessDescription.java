package dev.gembourse.gateway.openapi;

import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Role;
import dev.gembourse.gateway.access.Rule;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Says of every call who may use it, out of its rule, for people and (as {@code x-access}) for programs. */
@Component
class AccessDescription implements GlobalOperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        Access access = method.getMethodAnnotation(Access.class);
        if (access == null) {
            return operation;
        }
        Rule rule = access.value();
        operation.addExtension("x-access", rule.name());
        String who = whoMayUseIt(rule);
        operation.setDescription(operation.getDescription() == null ? who : operation.getDescription() + "\n\n" + who);
        if (rule != Rule.OPEN) {
            operation.addSecurityItem(new SecurityRequirement().addList("accessToken"));
            if (rule != Rule.SESSION) {
                operation.addSecurityItem(new SecurityRequirement().addList("apiKey"));
            }
            refer(operation, 401);
            refer(operation, 403);
        }
        return operation;
    }

    private static void refer(Operation operation, int status) {
        operation
                .getResponses()
                .addApiResponse(
                        String.valueOf(status), new ApiResponse().$ref("#/components/responses/Problem" + status));
    }

    private static String whoMayUseIt(Rule rule) {
        return switch (rule) {
            case OPEN -> "For everybody.";
            case PERSONAL -> "For everybody who is logged in, about themselves.";
            case SESSION -> "For everybody who is logged in, about themselves, with an access token.";
            case READ, TRADE, FUND ->
                "For the account's owner and " + plural(rule.forOthers()) + scope(rule) + "; others get 404.";
            case DELEGATE ->
                "For the account's owner with an access token, and admins; an admin's API key needs the scope `admin`.";
            case OVERSEE, OPERATE -> "For operators and admins" + scope(rule) + ".";
            case ADMINISTER -> "For admins" + scope(rule) + ".";
        };
    }

    private static String plural(@Nullable Role role) {
        return role == Role.OPERATOR ? "operators" : "admins";
    }

    private static String scope(Rule rule) {
        return rule.scope() == null ? "" : ", with the scope `" + rule.scope().text() + "`";
    }
}
