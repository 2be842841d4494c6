package dev.gembourse.gateway.openapi;

import dev.gembourse.events.wire.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Says what the parameters mean, which is the same wherever they occur, and shows a body for every command. */
@Component
class ParameterDescription implements GlobalOpenApiCustomizer {

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("accountId", "The account's id."),
            Map.entry(
                    "at",
                    "A time that has come, or a position in the account's journal such as Outcome-Position tells; if it is not said, now."),
            Map.entry("around", "How many neighbours to show on each side, 0 to 50."),
            Map.entry(
                    "at-least",
                    "A position out of Outcome-Position: the answer is not older than that, or 503 NOT_YET_APPLIED."),
            Map.entry("clientOrderId", "Only the order that the account calls so."),
            Map.entry("code", "The problem's code."),
            Map.entry("currency", "In which currency to sum up; USD if it is not said."),
            Map.entry("cursor", "Where to go on: the nextCursor of an earlier page."),
            Map.entry("depth", "How many prices of each side, 1 to 1000."),
            Map.entry("format", "The form of the file."),
            Map.entry("from", "The earliest time, inclusive."),
            Map.entry(
                    "If-Match",
                    "The version that you have seen, as the ETag of the order says it: \"3\"; without it 428."),
            Map.entry("interval", "The time from one point to the next; 1d if it is not said."),
            Map.entry("keyId", "The key's id."),
            Map.entry("kind", "Only transfers of this kind, such as DEPOSIT, TRADE or BONUS."),
            Map.entry("limit", "How many items at most; 400 beyond what the list allows."),
            Map.entry("name", "The partner's name."),
            Map.entry("operationId", "The operation's id."),
            Map.entry("orderId", "The order's id."),
            Map.entry("period", "How far back from now, instead of 'from' and 'to'; 30d if neither is said."),
            Map.entry("position", "Where the command stands, as given with the 202 answer; makes the answer quicker."),
            Map.entry("status", "Only those of this status."),
            Map.entry("subject", "Only what is about this username or key."),
            Map.entry("symbol", "The asset's symbol."),
            Map.entry("to", "The latest time, inclusive."),
            Map.entry("userId", "The user's id."),
            Map.entry("type", "The type's name, as in ce_type."),
            Map.entry("unit", "The code of the currency or virtual unit."),
            Map.entry("username", "The account's name; upper and lower case make no difference."),
            Map.entry("wait", "How many seconds to wait for the outcome, 0 to 10."));

    private static final String TRADE = "{\"symbol\":\"GOLD\",\"side\":\"BUY\",\"quantity\":\"5\"}";
    private static final String USER = "{\"username\":\"ada\",\"password\":\"correct horse battery staple\"}";
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry(
                    "POST /v1/accounts",
                    "{\"username\":\"ada\",\"initialDeposit\":{\"currency\":\"USD\",\"amount\":\"1000.00\"}}"),
            Map.entry("POST /v1/accounts/{accountId}/deposits", "{\"currency\":\"USD\",\"amount\":\"100.00\"}"),
            Map.entry("POST /v1/accounts/{accountId}/withdrawals", "{\"currency\":\"USD\",\"amount\":\"100.00\"}"),
            Map.entry("POST /v1/accounts/{accountId}/wallet/top-ups", "{\"unit\":\"GC\",\"amount\":\"500\"}"),
            Map.entry(
                    "POST /v1/accounts/{accountId}/wallet/bonuses",
                    "{\"unit\":\"LP\",\"amount\":\"25\",\"reference\":\"a year with us\"}"),
            Map.entry(
                    "POST /v1/accounts/{accountId}/wallet/purchases",
                    "{\"unit\":\"GC\",\"amount\":\"30\",\"reference\":\"Sword of Dawn\"}"),
            Map.entry("POST /v1/accounts/{accountId}/trades", TRADE),
            Map.entry(
                    "POST /v1/accounts/{accountId}/orders",
                    "{\"symbol\":\"SILVER\",\"side\":\"BUY\",\"type\":\"LIMIT\",\"quantity\":\"5\",\"limitPrice\":\"24.50\"}"),
            Map.entry(
                    "PATCH /v1/accounts/{accountId}/orders/{orderId}", "{\"quantity\":\"7\",\"limitPrice\":\"24.75\"}"),
            Map.entry(
                    "POST /v1/assets",
                    "{\"symbol\":\"GOLD\",\"name\":\"Gold\",\"currency\":\"USD\",\"price\":\"50.00\",\"scale\":4}"),
            Map.entry("PATCH /v1/assets/{symbol}", "{\"price\":\"51.25\"}"),
            Map.entry("POST /v1/auth/register", USER),
            Map.entry("POST /v1/auth/login", USER),
            Map.entry(
                    "POST /v1/api-keys",
                    "{\"name\":\"my bot\",\"scopes\":[\"read\",\"trade\"],\"expiresAt\":\"2030-01-01T00:00:00Z\"}"),
            Map.entry("POST /v1/partners", "{\"name\":\"acme\",\"source\":\"/partners/acme\"}"),
            Map.entry("PUT /v1/accounts/{accountId}/partners/{name}", "{\"permissions\":[\"trade\",\"report\"]}"),
            Map.entry("PATCH /v1/users/{userId}", "{\"role\":\"OPERATOR\"}"),
            Map.entry("POST /v1/units", "{\"unit\":\"SHARD\",\"name\":\"Shards\",\"kind\":\"VIRTUAL\",\"scale\":0}"),
            Map.entry("PATCH /v1/units/{unit}", "{\"status\":\"CLOSED\"}"),
            Map.entry(
                    "POST /v1/assets/{symbol}/ticks",
                    "{\"price\":\"51.30\",\"available\":\"120\",\"time\":\"2026-01-31T09:30:00Z\"}"),
            Map.entry(
                    "POST /v1/ticks:batch",
                    "{\"source\":\"exchange\",\"ticks\":[{\"symbol\":\"GOLD\",\"price\":\"51.30\",\"sequence\":17}]}"),
            Map.entry(
                    "POST /v1/trades:batch",
                    "{\"trades\":["
                            + TRADE.replace(
                                    "{",
                                    "{\"accountId\":\"7f3e1c52-0b77-5a65-9d0c-1b1f1d1c6a01\",\"idempotencyKey\":\"a-1\",")
                            + "]}"));

    @Override
    public void customise(OpenAPI api) {
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    describe(operation);
                    show(operation, BODIES.get(method + " " + path));
                }));
    }

    private static void describe(Operation operation) {
        if (operation.getParameters() == null) {
            operation.setParameters(List.of());
        }
        operation.getParameters().stream()
                .filter(parameter -> parameter.getDescription() == null)
                .forEach(parameter -> parameter.setDescription(MEANINGS.get(parameter.getName())));
    }

    private static void show(Operation operation, @Nullable String body) {
        if (operation.getRequestBody() != null && body != null) {
            Object example = Json.LENIENT.readValue(body, Object.class);
            operation.getRequestBody().getContent().values().forEach(type -> type.setExample(example));
        }
    }
}
