package dev.gembourse.stack.command;

import dev.gembourse.stack.supervisor.StackRecord;
import java.nio.file.Path;
import java.time.Duration;

/** What to know about a stack that has become ready. */
final class Banner {
    private Banner() {}

    static String of(StackRecord stack, Path home, Duration took) {
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
                  PostgreSQL           %strading and %sleaderboard (user gembourse, password gembourse)
                  logs                 %s

                A first trade:

                  API=%s
                  JSON='Content-Type: application/json'
                  WAIT='Prefer: wait=5'
                  curl -s $API/assets -H "$JSON" -H "$WAIT" -H 'Idempotency-Key: "gold-1"' \\
                       -d '{"symbol":"GOLD","name":"Gold","currency":"USD","price":"50.00"}'
                  ACCOUNT=$(curl -s $API/accounts -H "$JSON" -H "$WAIT" -H 'Idempotency-Key: "ada-1"' \\
                       -d '{"username":"ada","initialDeposit":{"currency":"USD","amount":"1000.00"}}' \\
                       | sed 's/.*"accountId":"\\([^"]*\\)".*/\\1/')
                  PLACE=$(curl -si $API/accounts/$ACCOUNT/trades -H "$JSON" -H "$WAIT" -H 'Idempotency-Key: "trade-1"' \\
                       -d '{"symbol":"GOLD","side":"BUY","quantity":"5"}' \\
                       | tee /dev/stderr | sed -n 's/^Outcome-Position: \\([0-9.]*\\).*/\\1/p')
                  curl -s "$API/leaderboard?at-least=$PLACE&limit=10"
                """.formatted(
                        Console.seconds(took),
                        api,
                        stack.gatewayUrl(),
                        services,
                        stack.kafka(),
                        stack.postgresUrl(),
                        stack.postgresUrl(),
                        home.resolve("logs"),
                        api);
    }
}
