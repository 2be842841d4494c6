package dev.gembourse.stack.access;

import static dev.gembourse.events.wire.Topics.LEADERBOARD_EVENTS;
import static dev.gembourse.events.wire.Topics.MARKET_COMMANDS;
import static dev.gembourse.events.wire.Topics.MARKET_EVENTS;
import static dev.gembourse.events.wire.Topics.MARKET_STATE;
import static dev.gembourse.events.wire.Topics.TRADING_COMMANDS;
import static dev.gembourse.events.wire.Topics.TRADING_EVENTS;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What a user may do; all else is refused. Whoever may read or write a topic may also ask what it is like, and whoever may
 * write one may do so idempotently. A name that ends in {@code *} stands for all that begin with what is before it.
 *
 * @param reads topics
 * @param writes topics
 * @param groups consumer groups to be a member of
 */
public record Rights(List<String> reads, List<String> writes, List<String> groups) {

    private static final Rights PROCESSOR = new Rights(
            // events of its own too: portfolios are made of them
            List.of(TRADING_COMMANDS, TRADING_EVENTS, MARKET_COMMANDS, MARKET_STATE),
            // commands too: a gift that was sent asks for its receipt, an order for its book, and a fill for its
            // settlement
            List.of(TRADING_EVENTS, TRADING_COMMANDS, MARKET_COMMANDS, MARKET_EVENTS, MARKET_STATE),
            List.of("gembourse-trading", "gembourse-market", "gembourse-portfolio"));

    private static final Rights LEADERBOARD = new Rights(
            List.of(TRADING_EVENTS, LEADERBOARD_EVENTS), List.of(LEADERBOARD_EVENTS), List.of("gembourse-leaderboard"));

    private static final Rights GATEWAY = new Rights(
            // commands too: it looks up what was asked for
            List.of(TRADING_COMMANDS, TRADING_EVENTS, MARKET_COMMANDS, MARKET_EVENTS, MARKET_STATE, "partner.*"),
            List.of(TRADING_COMMANDS, MARKET_COMMANDS),
            List.of("gembourse-partners"));

    /** Of {@code replay}, which publishes commands as a gateway does. */
    private static final Rights TOOLS =
            new Rights(List.of(TRADING_EVENTS, MARKET_EVENTS), List.of(TRADING_COMMANDS, MARKET_COMMANDS), List.of());

    /** Of all users but the admin, who may do everything, and partners. */
    static final Map<String, Rights> OF_OURS = Map.of(
            "trade-processor", PROCESSOR,
            "leaderboard-service", LEADERBOARD,
            "gateway-service", GATEWAY,
            "tools", TOOLS);

    public Rights {
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
        groups = List.copyOf(groups);
    }

    /** Of a partner, who may write to the one topic that is his. */
    public static Rights ofPartner(String topic) {
        return new Rights(List.of(), List.of(topic), List.of());
    }

    Set<AclBinding> grantedTo(String user) {
        return Stream.of(
                        granted(user, AclOperation.READ, ResourceType.TOPIC, reads),
                        granted(user, AclOperation.WRITE, ResourceType.TOPIC, writes),
                        granted(user, AclOperation.READ, ResourceType.GROUP, groups))
                .flatMap(bindings -> bindings)
                .collect(Collectors.toSet());
    }

    private static Stream<AclBinding> granted(
            String user, AclOperation operation, ResourceType type, Collection<String> names) {
        var entry = new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW);
        return names.stream().map(name -> new AclBinding(pattern(type, name), entry));
    }

    private static ResourcePattern pattern(ResourceType type, String name) {
        return name.endsWith("*")
                ? new ResourcePattern(type, name.substring(0, name.length() - 1), PatternType.PREFIXED)
                : new ResourcePattern(type, name, PatternType.LITERAL);
    }
}
