package dev.gembourse.gateway.asyncapi;

import dev.gembourse.events.market.MarketEvent.AssetStated;
import dev.gembourse.events.market.MarketEvent.UnitStated;
import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Json;
import dev.gembourse.events.wire.PartnerEvents;
import dev.gembourse.events.wire.Topics;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;

/**
 * All topics as an AsyncAPI 3.0 document, made of the contracts and their JSON Schemas. It speaks as Gembourse: what it receives, others
 * may send.
 */
final class AsyncApi {

    private static final String ABOUT = """
            What is said on Kafka. Records are CloudEvents 1.0 in binary mode. On our own topics the value is an envelope of contract, \
            key and data, and only our services write there. A partner writes to partner.{partner}.v1 and nowhere else: the value \
            is the data alone, in binary or structured mode; what the account's owner permits becomes a command.""";
    private static final String PARTNERS = "partnerMessages";
    private static final String HEADERS = "cloudEvent";

    private AsyncApi() {}

    static String yaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setWidth(120);
        options.setSplitLines(false);
        return new Yaml(options).dump(document());
    }

    private static Map<String, Object> document() {
        Map<String, Object> channels = new LinkedHashMap<>();
        Map<String, Object> operations = new LinkedHashMap<>();
        for (Contract<?> contract : Contracts.all()) {
            String name = nameOf(contract.topic());
            boolean commands = name.endsWith("Commands");
            channels.put(name, channel(contract.topic(), about(contract.topic()), contract.types()));
            operations.put(
                    (commands ? "take" : "tell") + capital(name),
                    operation(commands ? "receive" : "send", name, contract.types()));
        }
        Collection<String> states = statesOfTheMarket();
        String state = nameOf(Topics.MARKET_STATE);
        channels.put(state, channel(Topics.MARKET_STATE, about(Topics.MARKET_STATE), states));
        operations.put("tell" + capital(state), operation("send", state, states));
        channels.put(PARTNERS, partners());
        operations.put("take" + capital(PARTNERS), operation("receive", PARTNERS, PartnerEvents.types()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.0.0");
        document.put(
                "info",
                map("title", "Gembourse", "version", "1", "description", ABOUT, "license", map("name", "Apache-2.0")));
        document.put("defaultContentType", "application/json");
        document.put("channels", channels);
        document.put("operations", operations);
        document.put("components", map("messages", messages(), "schemas", schemas()));
        return document;
    }

    private static Map<String, Object> channel(String topic, String about, Collection<String> types) {
        return map(
                "address", topic,
                "description", about,
                "messages", references("#/components/messages/", types));
    }

    private static Map<String, Object> partners() {
        Map<String, Object> channel = channel(
                "partner.{partner}.v1",
                "The one topic of a partner, on which nobody else may write. The key is free; the account's id keeps order.",
                PartnerEvents.types());
        channel.put(
                "parameters",
                map("partner", map("description", "The partner's name: 2 to 31 of a-z, 0-9 and -, a letter first.")));
        return channel;
    }

    private static Map<String, Object> operation(String action, String channel, Collection<String> types) {
        return map(
                "action", action,
                "channel", map("$ref", "#/channels/" + channel),
                "messages",
                        types.stream()
                                .map(type -> map("$ref", "#/channels/" + channel + "/messages/" + type))
                                .toList());
    }

    private static Map<String, Object> references(String to, Collection<String> types) {
        Map<String, Object> all = new LinkedHashMap<>();
        types.forEach(type -> all.put(type, map("$ref", to + type)));
        return all;
    }

    private static Map<String, Object> messages() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String type : Schemas.types()) {
            all.put(
                    type,
                    map(
                            "name",
                            type,
                            "contentType",
                            "application/json",
                            "headers",
                            map("$ref", "#/components/schemas/" + HEADERS),
                            "payload",
                            map("$ref", "#/components/schemas/" + type)));
        }
        return all;
    }

    private static Map<String, Object> schemas() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(HEADERS, headers());
        for (String type : Schemas.types()) {
            Object schema = Json.LENIENT.readValue(Schemas.find(type).orElseThrow(), Object.class);
            all.put(type, embedded(schema, "#/components/schemas/" + type));
        }
        return all;
    }

    private static Map<String, Object> headers() {
        Map<String, Object> text = map("type", "string");
        return map(
                "type", "object",
                "required", List.of("ce_specversion", "ce_id", "ce_source", "ce_type"),
                "properties",
                        map(
                                "ce_specversion", map("const", "1.0"),
                                "ce_id", map("type", "string", "minLength", 1, "maxLength", 200),
                                "ce_source", map("type", "string", "minLength", 1, "maxLength", 200),
                                "ce_type", text,
                                "ce_time", map("type", "string", "format", "date-time"),
                                "ce_correlationid", map("type", "string", "format", "uuid"),
                                "ce_causationid", text,
                                "content-type", text,
                                "traceparent", text));
    }

    /** A schema as a part of this document: its references lead to where it stands now. */
    private static Object embedded(Object schema, String place) {
        return switch (schema) {
            case Map<?, ?> members -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                members.forEach((key, value) -> {
                    String name = String.valueOf(key);
                    if (name.equals("$ref")) {
                        copy.put(name, place + String.valueOf(value).substring(1));
                    } else if (!name.equals("$schema") && !name.equals("$id")) {
                        copy.put(name, embedded(value, place));
                    }
                });
                yield copy;
            }
            case List<?> items ->
                items.stream().map(item -> embedded(item, place)).toList();
            default -> schema;
        };
    }

    private static Collection<String> statesOfTheMarket() {
        return Contracts.MARKET_EVENTS.types().stream()
                .filter(type -> {
                    Class<?> event = Contracts.MARKET_EVENTS.classOf(type);
                    return event != null
                            && (AssetStated.class.isAssignableFrom(event) || UnitStated.class.isAssignableFrom(event));
                })
                .toList();
    }

    private static String about(String topic) {
        return switch (topic) {
            case Topics.TRADING_COMMANDS -> "What settlement is asked for, keyed by account.";
            case Topics.TRADING_EVENTS -> "The journal of settlement, keyed by account.";
            case Topics.MARKET_COMMANDS -> "What the market is asked for, keyed by symbol or code.";
            case Topics.MARKET_EVENTS -> "The journal of the market, keyed by symbol or code.";
            case Topics.MARKET_STATE -> "Compacted: the newest state of each asset and unit.";
            case Topics.LEADERBOARD_EVENTS -> "The journal of the leaderboard, keyed by account.";
            default -> throw new IllegalArgumentException("expected a topic that is described but got " + topic);
        };
    }

    /** {@code trading.commands.v1} is the channel tradingCommands. */
    private static String nameOf(String topic) {
        String[] parts = topic.split("\\.", -1);
        return parts[0] + capital(parts[1]);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
