package dev.gembourse.processor.verify;

import dev.gembourse.events.trading.TradingCommand.ReturnGift;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.GiftReceived;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.GiftReturned;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.UnreadableMessage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gifts of all partitions: each step has the gift that was sent, with the same money between the same players, and each gift ends
 * at most once. PostgreSQL sorts the steps, so that only those of one gift are in memory at a time.
 */
final class GiftCheck {

    private static final String STEPS = """
            select partition, seq, key, type, value, gift, sender
              from (select partition, seq, key, type, value, correlation_id as gift, key as sender
                      from journal
                     where type = '%1$s'
                    union all
                    select partition, seq, key, type, value, data ->> 'gift', coalesce(data ->> 'from', key)
                      from (select *, convert_from(value, 'UTF8')::jsonb -> 'data' as data
                              from journal
                             where type in ('%2$s', '%3$s', '%4$s')) as later) as step
             order by gift, sender, partition, seq
            """.formatted(
                    Contracts.TRADING_EVENTS.typeOf(GiftSent.class),
                    Contracts.TRADING_EVENTS.typeOf(GiftReceived.class),
                    Contracts.TRADING_EVENTS.typeOf(GiftRefused.class),
                    Contracts.TRADING_EVENTS.typeOf(GiftReturned.class));

    /** A step of a gift and where it stands. */
    private record Step(String place, String gift, TradingEvent event) {}

    @SuppressWarnings("ArrayRecordComponent") // looked at and forgotten
    private record StepRow(String place, String key, String type, byte[] value, String gift) {

        static StepRow read(ResultSet row) throws SQLException {
            return new StepRow(
                    "trading event " + row.getInt(1) + "." + row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    row.getBytes(5),
                    row.getString(6) + " of account " + row.getString(7));
        }

        Step step() throws Broken {
            try {
                return new Step(place, gift, Contracts.TRADING_EVENTS.read(key, type, value));
            } catch (UnreadableMessage e) {
                throw new Broken(place, "an event that can be read", e.getMessage());
            }
        }
    }

    private long ended;
    private long underWay;

    /** Looks at every gift; all journals have been found whole before. */
    void run(Connection snapshot) throws SQLException, Broken {
        try (Cursor<StepRow> rows = new Cursor<>(snapshot, STEPS, StepRow::read)) {
            List<Step> gift = new ArrayList<>();
            for (StepRow row = rows.next(); row != null; row = rows.next()) {
                gift.add(row.step());
                StepRow next = rows.peek();
                if (next == null || !next.gift().equals(row.gift())) {
                    check(gift);
                    gift.clear();
                }
            }
        }
    }

    /** How many were received or came back. */
    long ended() {
        return ended;
    }

    /** How many have been sent and have not ended. */
    long underWay() {
        return underWay;
    }

    private void check(List<Step> steps) throws Broken {
        GiftSent sent = null;
        GiftRefused refused = null;
        Step end = null;
        for (Step step : steps) {
            if (step.event() instanceof GiftSent it) {
                sent = once(step, sent, it);
            } else if (step.event() instanceof GiftRefused it) {
                refused = once(step, refused, it);
            } else {
                once(step, end == null ? null : end.event(), step.event());
                end = step;
            }
        }
        for (Step step : steps) {
            compare(step, sent, refused);
        }
        if (end != null && refused != null && end.event() instanceof GiftReceived) {
            throw new Broken(
                    end.place(), "gift " + end.gift() + " not to be received after it was refused", end.event());
        }
        if (end == null) {
            underWay++;
        } else {
            ended++;
        }
    }

    private static <T> T once(Step step, @Nullable TradingEvent before, T now) throws Broken {
        if (before != null) {
            throw new Broken(step.place(), "one such step of gift " + step.gift() + ", which is " + before, now);
        }
        return now;
    }

    private static void compare(Step step, @Nullable GiftSent sent, @Nullable GiftRefused refused) throws Broken {
        if (sent == null) {
            throw new Broken(step.place(), "gift " + step.gift() + " to have been sent", step.event());
        }
        boolean fits = switch (step.event()) {
            case GiftReceived received ->
                received.accountId().equals(sent.to())
                        && received.operationId().equals(sent.receipt())
                        && isSame(received.money(), sent.money());
            case GiftRefused it ->
                it.accountId().equals(sent.to())
                        && it.operationId().equals(sent.receipt())
                        && isSame(it.money(), sent.money());
            case GiftReturned returned ->
                refused != null
                        && returned.to().equals(sent.to())
                        && returned.operationId().equals(ReturnGift.operationOf(sent.accountId(), sent.operationId()))
                        && returned.reason() == refused.reason()
                        && isSame(returned.money(), sent.money());
            default -> true;
        };
        if (!fits) {
            throw new Broken(
                    step.place(),
                    "what follows from " + (refused == null ? sent : sent + " and " + refused),
                    step.event());
        }
    }

    private static boolean isSame(Money one, Money other) {
        return one.currency().equals(other.currency()) && one.amount().compareTo(other.amount()) == 0;
    }
}
