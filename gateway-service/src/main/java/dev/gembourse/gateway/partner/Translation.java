package dev.gembourse.gateway.partner;

import dev.gembourse.events.partner.PartnerMessage;
import dev.gembourse.events.partner.PartnerMessage.Deposit;
import dev.gembourse.events.partner.PartnerMessage.PartnerTradeSettled;
import dev.gembourse.events.partner.PartnerMessage.PlaceTrade;
import dev.gembourse.events.partner.PartnerMessage.Purchase;
import dev.gembourse.events.partner.PartnerMessage.Withdraw;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.gateway.edge.Amount;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.trade.TradeDesk;
import dev.gembourse.gateway.unit.Units;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** Turns what partners ask for into commands, as a request of the same content would be, and turns away what that would be. */
@Component
class Translation {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final TradeDesk desk;
    private final Units units;
    private final Clock clock;

    Translation(TradeDesk desk, Units units, Clock clock) {
        this.desk = desk;
        this.units = units;
        this.clock = clock;
    }

    /** To be asked about what is not known here; may ask the processor. */
    Existence existence() {
        return new Existence(desk::isMissing, units::isMissing);
    }

    /**
     * The command that a message asks for.
     *
     * @throws ProblemException when it asks for something that does not exist or cannot be
     */
    TradingCommand command(OperationId operation, PartnerMessage message, Existence existence) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return switch (message) {
            case PlaceTrade it ->
                new TradingCommand.PlaceTrade(
                        operation,
                        it.accountId(),
                        it.symbol(),
                        it.side(),
                        it.quantity(),
                        it.notional(),
                        desk.quote(it.symbol(), it.quantity(), existence::isMissing),
                        now);
            case Deposit it -> {
                Units.Named money = named(it.money(), ProblemCode.UNKNOWN_CURRENCY, existence);
                yield new TradingCommand.Deposit(operation, it.accountId(), money.money(), money.definedAt(), now);
            }
            case Withdraw it -> {
                Units.Named money = named(it.money(), ProblemCode.UNKNOWN_CURRENCY, existence);
                yield new TradingCommand.Withdraw(operation, it.accountId(), money.money(), money.definedAt(), now);
            }
            case Purchase it -> {
                Units.Named money = named(it.money(), ProblemCode.UNKNOWN_UNIT, existence);
                yield new TradingCommand.Purchase(
                        operation, it.accountId(), money.money(), it.reference(), money.definedAt(), now);
            }
            case PartnerTradeSettled it ->
                new TradingCommand.RecordPartnerTrade(
                        operation,
                        it.accountId(),
                        it.symbol(),
                        it.side(),
                        it.quantity(),
                        it.price(),
                        it.currency(),
                        past(it.settledAt(), now),
                        now);
        };
    }

    /** A time that has come; clocks may differ by a few minutes. */
    private static Instant past(Instant time, Instant now) {
        if (time.isBefore(Instant.EPOCH) || time.isAfter(now.plus(CLOCKS_DIFFER))) {
            throw ProblemException.badMember("/settledAt", "expected a time from 1970 to now but got " + time);
        }
        return time;
    }

    private Units.Named named(Money money, ProblemCode unknown, Existence existence) {
        String pointer = "/money/currency";
        if (existence.isMissing(money.currency())) {
            throw Units.unknown(money.currency(), pointer, unknown);
        }
        return units.money(money.currency(), new Amount(money.amount()), pointer, "/money/amount", unknown);
    }
}
