package dev.gembourse.gateway.openapi;

import dev.gembourse.gateway.command.BatchContext;
import dev.gembourse.gateway.command.CommandContext;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the document says about the API as a whole. */
@Configuration(proxyBeanMethods = false)
class OpenApiSettings {

    static {
        ValueSchemas.register();
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(CommandContext.class, BatchContext.class);
    }

    private static final String ABOUT = """
            A trading backend in which trades earn gems. Calls that change something are commands: they are accepted with 202 once \
            they are in the log, take effect exactly once, and are answered with their outcome when the caller prefers to wait \
            (`Prefer: wait=5`). Each needs an `Idempotency-Key`: the same key and content is the same operation, for ever.

            Amounts, prices and quantities are decimal strings in answers; requests may use strings or numbers. Times are RFC 3339 \
            in UTC. Every outcome has a position in its journal (`Outcome-Position`); a read with `at-least=<position>` is not older \
            than that. Every error is an RFC 9457 problem document whose `type` explains it.""";

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info()
                        .title("Gembourse")
                        .version("v1")
                        .description(ABOUT)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                "accessToken",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("From POST /v1/auth/login; good for 10 minutes."))
                        .addSecuritySchemes(
                                "apiKey",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")
                                        .description("From POST /v1/api-keys: the key's id and its secret.")))
                .servers(List.of(new Server().url("/").description("this gateway")));
    }
}
