package dev.gembourse.leaderboard.player;

import dev.gembourse.events.leaderboard.LeaderboardEvent;
import dev.gembourse.events.leaderboard.LeaderboardEvent.GemsAwarded;
import dev.gembourse.events.leaderboard.LeaderboardEvent.MilestoneReached;
import dev.gembourse.events.leaderboard.LeaderboardEvent.PlayerJoined;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.MoneyMoved;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.OrderReplaced;
import dev.gembourse.events.trading.TradingEvent.OrderTriggered;
import dev.gembourse.events.trading.TradingEvent.PartnerTradeRecorded;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.trading.TradingEvent.ShortingPermitted;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.StreamPosition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns settled trades, ours and partners', and orders' first fills into gems; those of a trade that was taken back stay earned. There is nothing to refuse here: trading
 * events are facts. One that cannot be true after those before it (a trade of an unknown account, an account opened twice) is a fault of
 * whoever sent it and throws.
 */
public final class Awarding {

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Awarding() {}

    /** Whether the event means anything for its player. */
    public static boolean concerns(TradingEvent event) {
        return switch (event) {
            case AccountOpened _, TradeSettled _, PartnerTradeRecorded _ -> true;
            case OrderFilled fill -> fill.first();
            case OrderPlaced _, OrderEnded _, CancellationRequested _ -> false;
            case OrderTriggered _, ReplacementRequested _, OrderReplaced _ -> false;
            case MoneyMoved _, GiftRefused _, OperationReversed _, ShortingPermitted _ -> false;
            case OperationRefused _, CommandRepeated _ -> false;
        };
    }

    /**
     * What the event means for its player.
     *
     * @param player the player of the event's account as of now; null when there is none
     * @param cause the event's place in {@code trading.events.v1}
     */
    public static List<LeaderboardEvent> decide(@Nullable Player player, TradingEvent event, StreamPosition cause) {
        return switch (event) {
            case AccountOpened opened -> List.of(join(player, opened, cause));
            case TradeSettled trade -> award(player, trade, cause);
            case PartnerTradeRecorded trade -> award(player, trade, cause);
            case OrderFilled fill -> fill.first() ? award(player, fill, cause) : List.of();
            case OrderPlaced _, OrderEnded _, CancellationRequested _ -> List.of();
            case OrderTriggered _, ReplacementRequested _, OrderReplaced _ -> List.of();
            case MoneyMoved _, GiftRefused _, OperationReversed _, ShortingPermitted _ -> List.of();
            case OperationRefused _, CommandRepeated _ -> List.of();
        };
    }

    /** The player after the event. */
    public static Player apply(@Nullable Player player, LeaderboardEvent event) {
        return switch (event) {
            case PlayerJoined joined -> new Player(joined.accountId(), joined.username(), 0, 0, joined.occurredAt());
            case GemsAwarded awarded -> {
                Player before = known(player, event);
                yield new Player(
                        before.id(), before.username(), awarded.gems(), awarded.tradeCount(), awarded.occurredAt());
            }
            case MilestoneReached _ -> known(player, event);
        };
    }

    private static PlayerJoined join(@Nullable Player player, AccountOpened opened, StreamPosition cause) {
        if (player != null) {
            throw new IllegalArgumentException(
                    "expected account %s to be opened once but %s opens it again".formatted(opened.accountId(), cause));
        }
        return new PlayerJoined(opened.accountId(), opened.username(), cause, timeOf(opened));
    }

    private static List<LeaderboardEvent> award(@Nullable Player player, TradingEvent trade, StreamPosition cause) {
        if (player == null) {
            throw new IllegalArgumentException(
                    "expected account %s to be opened before its trade at %s".formatted(trade.accountId(), cause));
        }
        long tradeCount = player.tradeCount() + 1;
        int awarded = GemRule.gemsFor(tradeCount);
        int bonus = GemRule.bonusFor(tradeCount);
        Instant at = timeOf(trade);
        GemsAwarded gems = new GemsAwarded(player.id(), awarded, player.gems() + awarded, tradeCount, cause, at);
        return bonus == 0
                ? List.of(gems)
                : List.of(gems, new MilestoneReached(player.id(), tradeCount, bonus, cause, at));
    }

    /** Whole microseconds, as the database keeps them: the board is the same whether events or rows tell of it. */
    private static Instant timeOf(TradingEvent event) {
        Instant at = event.occurredAt();
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new IllegalArgumentException("expected a time between 1970 and 9999 but got " + at);
        }
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private static Player known(@Nullable Player player, LeaderboardEvent event) {
        if (player == null) {
            throw new IllegalStateException(
                    "expected player " + event.accountId() + " to have joined before " + event.cause());
        }
        return player;
    }
}
