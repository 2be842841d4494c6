package dev.gembourse.stack.command;

import dev.gembourse.stack.service.Admin;
import dev.gembourse.stack.supervisor.StackRecord;
import java.nio.file.Path;
import java.time.Duration;

/** What to know about a stack that has become ready. */
final class Banner {
    private Banner() {}

    /** @param firstStart whether to show the admin, who was made just now */
    static String of(StackRecord stack, Path home, Duration took, boolean firstStart) {
        var api = stack.gatewayUrl() + "/v1";
        var services = new StringBuilder();
        for (var part : stack.parts()) {
            if (part.url() != null) {
                services.append("  %-20s %s%n".formatted(part.name(), part.url()));
            }
        }
        return """

                Gembourse is ready after %s.

                  API                  %s
                  API documents        %s/docs
                %s\
                  Kafka                %s
                  PostgreSQL           %strading, leaderboard and gateway (user gembourse, password gembourse)
                  admin                %s
                  logs                 %s

                A first trade:

                  API=%s
                  JSON='Content-Type: application/json'
                  WAIT='Prefer: wait=5'
                  curl -s $API/assets -u "$(./gembourse admin --key)" -H "$JSON" -H "$WAIT" -H 'Idempotency-Key: "gold-1"' \\
                       -d '{"symbol":"GOLD","name":"Gold","currency":"USD","price":"50.00"}'
                  ADA=$(curl -s $API/auth/register -H "$JSON" -d '{"username":"ada","password":"correct horse battery"}')
                  ACCOUNT=$(sed 's/.*"accountId":"\\([^"]*\\)".*/\\1/' <<< "$ADA")
                  TOKEN="Authorization: Bearer $(sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/' <<< "$ADA")"
                  curl -s $API/accounts/$ACCOUNT/deposits -H "$TOKEN" -H "$JSON" -H "$WAIT" -H 'Idempotency-Key: "money-1"' \\
                       -d '{"currency":"USD","amount":"1000.00"}'
                  PLACE=$(curl -si $API/accounts/$ACCOUNT/trades -H "$TOKEN" -H "$JSON" -H "$WAIT" -H 'Idempotency-Key: "trade-1"' \\
                       -d '{"symbol":"GOLD","side":"BUY","quantity":"5"}' \\
                       | tee /dev/stderr | sed -n 's/^Outcome-Position: \\([0-9.]*\\).*/\\1/p')
                  curl -s "$API/leaderboard?at-least=$PLACE&limit=10"
                """.formatted(
                        Console.seconds(took),
                        api,
                        stack.gatewayUrl(),
                        services,
                        kafka(stack),
                        stack.postgresUrl(),
                        admin(Admin.in(home), firstStart),
                        home.resolve("logs"),
                        api);
    }

    private static String kafka(StackRecord stack) {
        return stack.kafkaClientFile() == null
                ? stack.kafka()
                : "%s (asks for credentials; those of tools are in %s)"
                        .formatted(stack.kafka(), stack.kafkaClientFile());
    }

    private static String admin(Admin admin, boolean firstStart) {
        return firstStart
                ? "%s, password %s (./gembourse admin shows it again)".formatted(admin.username(), admin.password())
                : admin.username() + " (./gembourse admin shows more)";
    }
}
