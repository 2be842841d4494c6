package dev.gembourse.bench.invariant;

import dev.gembourse.bench.invariant.Books.Book;
import dev.gembourse.bench.invariant.Decisions.Decided;
import dev.gembourse.events.trading.Compensation;
import dev.gembourse.events.trading.OperationKind;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ClosePosition;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.GrantBonus;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingCommand.Purchase;
import dev.gembourse.events.trading.TradingCommand.RecordPartnerTrade;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.trading.TradingCommand.TopUp;
import dev.gembourse.events.trading.TradingCommand.WalletCommand;
import dev.gembourse.events.trading.TradingCommand.Withdraw;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.BonusGranted;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.CommandRepeated;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.GiftReceived;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.GiftReturned;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingEvent.MoneyMoved;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.OrderEnded;
import dev.gembourse.events.trading.TradingEvent.OrderFilled;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.OrderReplaced;
import dev.gembourse.events.trading.TradingEvent.OrderTriggered;
import dev.gembourse.events.trading.TradingEvent.PartnerTradeRecorded;
import dev.gembourse.events.trading.TradingEvent.Purchased;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.trading.TradingEvent.ShortingPermitted;
import dev.gembourse.events.trading.TradingEvent.ToppedUp;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingEvent.WalletMoved;
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Settlement of one partition as plainly as it can be said: one command after the other, one thread, maps. Prices and fees are taken from what
 * was settled; everything else is worked out anew and compared with what settlement said. Only a complaint is returned, for
 * the first thing that differs.
 */
final class Model {

    private final Books books;
    private final MarketHistory market;
    private final Refusals refusals;
    private final Gifts gifts;
    private final PlayerOrders orders;
    private final Shorts shorts;
    private final Decisions decisions = new Decisions();

    /** @param gifts and orders of all partitions */
    Model(Books books, MarketHistory market, Refusals refusals, Gifts gifts, PlayerOrders orders) {
        this.books = books;
        this.market = market;
        this.refusals = refusals;
        this.gifts = gifts;
        this.orders = orders;
        this.shorts = new Shorts(books);
    }

    /** Applies what settlement says became of a command; null when the model agrees. */
    @Nullable
    String apply(TradingCommand command, TradingEvent event, StreamPosition position) {
        if (!event.operationId().equals(command.operationId())
                || !event.accountId().equals(command.accountId())) {
            return "expected the outcome of " + command + " but got " + event;
        }
        Decided before = decisions.find(command.operationId());
        if (event instanceof CommandRepeated repeated) {
            return repeated(command, repeated, before, position.partition());
        }
        if (before != null) {
            return "expected one outcome of " + command + " but got a second: " + event;
        }
        orders.decided(command.operationId());
        decisions.add(command.operationId(), new Decided(contentOf(command), position.index()));
        return switch (event) {
            case AccountOpened opened -> opened(command, opened, position.partition());
            case Deposited deposited -> deposited(command, deposited, position.partition());
            case Withdrawn withdrawn -> withdrawn(command, withdrawn, position.partition());
            case ToppedUp in -> inWallet(command instanceof TopUp, command, in, position.partition());
            case BonusGranted in -> inWallet(command instanceof GrantBonus, command, in, position.partition());
            case Purchased out -> inWallet(command instanceof Purchase, command, out, position.partition());
            case TradeSettled trade -> traded(command, trade, position.partition());
            case ShortingPermitted permitted -> shorts.permitted(command, permitted);
            case PartnerTradeRecorded trade -> recorded(command, trade);
            case OrderPlaced placed -> orders.placed(command, placed, market);
            case OrderFilled fill -> orders.filled(command, fill, position.partition());
            case OrderEnded ended -> orders.ended(command, ended);
            case OrderTriggered triggered -> orders.triggered(command, triggered);
            case ReplacementRequested requested -> orders.requested(command, requested);
            case OrderReplaced replaced -> orders.replaced(command, replaced);
            case CancellationRequested requested -> orders.cancelling(command, requested);
            case GiftSent sent -> gifts.sent(command, sent, position.partition());
            case GiftReceived received -> gifts.received(command, received, position.partition());
            case GiftRefused refused -> gifts.refused(command, refused);
            case GiftReturned returned -> gifts.returned(command, returned, position.partition());
            case OperationReversed reversed -> reversed(command, reversed, position.partition());
            case OperationRefused refused -> refusals.complaint(books, orders, command, refused);
            case CommandRepeated ignored -> throw new IllegalStateException("handled above");
        };
    }

    private static @Nullable String repeated(
            TradingCommand command, CommandRepeated repeated, @Nullable Decided before, int partition) {
        if (before == null) {
            return "expected " + command + " to be decided but it is said to be repeated";
        }
        boolean same = before.content().equals(contentOf(command));
        return repeated.sameContent() == same
                        && repeated.outcome().equals(new StreamPosition(partition, before.outcomeSeq()))
                ? null
                : "expected a repetition of %s, same content %s, but got %s".formatted(before, same, repeated);
    }

    /** What a key stands for, as a digest: the account as well as what is asked of it. */
    private static UUID contentOf(TradingCommand command) {
        String content = command.accountId() + " " + command.content();
        return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String opened(TradingCommand command, AccountOpened opened, int partition) {
        if (!(command instanceof OpenAccount open)
                || !open.username().equals(opened.username())
                || !Objects.equals(open.initialDeposit(), opened.initialDeposit())) {
            return differs(command, opened);
        }
        Book book = new Book(open.username(), partition);
        if (books.accounts.putIfAbsent(open.accountId(), book) != null) {
            return "expected one account " + open.accountId() + " but it was opened twice";
        }
        if (books.names.putIfAbsent(open.username().folded(), open.accountId()) != null) {
            return "expected one account named " + open.username() + " but it was opened twice";
        }
        if (open.initialDeposit() != null) {
            Money money = open.initialDeposit();
            books.move("TREASURY", partition, money.currency(), money.amount(), book.of(money.currency()));
        }
        return null;
    }

    private @Nullable String deposited(TradingCommand command, Deposited deposited, int partition) {
        Book book = books.find(command.accountId());
        if (book == null
                || !(command instanceof Deposit deposit)
                || !deposit.money().equals(deposited.money())) {
            return differs(command, deposited);
        }
        Position cash = book.of(deposit.money().currency());
        books.move(
                "TREASURY",
                partition,
                deposit.money().currency(),
                deposit.money().amount(),
                cash);
        return agrees(book, deposited);
    }

    private @Nullable String withdrawn(TradingCommand command, Withdrawn withdrawn, int partition) {
        Book book = books.find(command.accountId());
        if (book == null
                || !(command instanceof Withdraw withdraw)
                || !withdraw.money().equals(withdrawn.money())) {
            return differs(command, withdrawn);
        }
        Position cash = book.of(withdraw.money().currency());
        books.move(
                "TREASURY",
                partition,
                withdraw.money().currency(),
                withdraw.money().amount().negate(),
                cash);
        return agrees(book, withdrawn);
    }

    /** @param asked whether the command is one that such an event can follow from */
    private @Nullable String inWallet(boolean asked, TradingCommand command, WalletMoved moved, int partition) {
        Book book = books.find(command.accountId());
        if (book == null
                || !asked
                || !(command instanceof WalletCommand wallet)
                || !wallet.money().equals(moved.money())
                || !Objects.equals(wallet.reference(), moved.reference())) {
            return differs(command, moved);
        }
        Money money = wallet.money();
        BigDecimal in = moved instanceof Purchased ? money.amount().negate() : money.amount();
        Position position = book.of(money.currency());
        books.move("TREASURY", partition, money.currency(), in, position);
        return agrees(book, moved);
    }

    private boolean isAskedFor(TradingCommand command, TradeSettled trade, Book book) {
        return switch (command) {
            case PlaceTrade place ->
                place.symbol().equals(trade.symbol())
                        && place.side() == trade.side()
                        && isQuantityAskedFor(place, trade);
            case ClosePosition close ->
                close.symbol().equals(trade.symbol())
                        && trade.side() == (book.owes(trade.symbol().unit()) ? Side.BUY : Side.SELL)
                        && isPartAskedFor(close, trade, book);
            default -> false;
        };
    }

    private static BigDecimal positionOf(Book book, TradeSettled trade) {
        Unit unit = trade.symbol().unit();
        return book.owes(unit) ? book.owed(unit).quantity.negate() : book.of(unit).quantity;
    }

    private boolean isPartAskedFor(ClosePosition close, TradeSettled trade, Book book) {
        int scale = market.scale(trade.symbol()).orElseThrow();
        return quantityOf(close, positionOf(book, trade), scale)
                        .compareTo(trade.quantity().value())
                == 0;
    }

    /**
     * How much of a position is to be closed: of a percentage, whole smallest quantities.
     *
     * @param scale the decimals of the asset
     */
    static BigDecimal quantityOf(ClosePosition close, BigDecimal position, int scale) {
        if (close.quantity() != null) {
            return close.quantity().value();
        }
        return close.percentage() == null
                ? position
                : position.multiply(close.percentage()).movePointLeft(2).setScale(scale, RoundingMode.DOWN);
    }

    private @Nullable String traded(TradingCommand command, TradeSettled trade, int partition) {
        Book book = books.find(command.accountId());
        if (book == null || !isAskedFor(command, trade, book)) {
            return differs(command, trade);
        }
        BigDecimal quantity = trade.quantity().value();
        BigDecimal notional = trade.price()
                .value()
                .multiply(quantity)
                .setScale(market.scale(trade.currency()).orElseThrow(), RoundingMode.HALF_EVEN);
        if (notional.compareTo(trade.notional()) != 0
                || notional.signum() <= 0
                || trade.fee().signum() < 0) {
            return "expected a notional of " + notional + " but got " + trade;
        }
        if (trade.side() == Side.SELL_SHORT || book.owes(trade.symbol().unit())) {
            return shorts.traded(book, trade, notional.scale());
        }
        Position cash = book.of(trade.currency());
        Position asset = book.of(trade.symbol().unit());
        BigDecimal gained = null;
        if (trade.side() == Side.BUY) {
            books.move("HOUSE", partition, trade.currency(), notional.negate(), cash);
            asset.buy(quantity, notional.add(trade.fee()));
            books.give("HOUSE", partition, trade.symbol().unit(), quantity);
        } else {
            books.move("HOUSE", partition, trade.currency(), notional, cash);
            if (asset.quantity.compareTo(quantity) < 0) {
                return "expected at least " + quantity + " to sell but there are " + asset + " for " + trade;
            }
            gained = asset.sell(quantity, notional.subtract(trade.fee()));
            books.give("HOUSE", partition, trade.symbol().unit(), quantity.negate());
        }
        if (trade.fee().signum() > 0) {
            books.move("FEES", partition, trade.currency(), trade.fee().negate(), cash);
        }
        boolean agrees = agrees(cash.quantity, trade.cash(), trade) == null
                && asset.quantity.compareTo(trade.position()) == 0
                && asset.averageCost().compareTo(trade.averageCost()) == 0
                && isSame(gained, trade.realisedPnl());
        return agrees
                ? null
                : "expected cash %s, position %s, gained %s but got %s".formatted(cash, asset, gained, trade);
    }

    private @Nullable String recorded(TradingCommand command, PartnerTradeRecorded trade) {
        boolean right = books.find(command.accountId()) != null
                && command instanceof RecordPartnerTrade told
                && trade.equals(PartnerTradeRecorded.of(told, trade.occurredAt()));
        return right ? null : differs(command, trade);
    }

    /** Takes what is said to have moved for granted, for {@link LedgerCheck} compares that with the original's transfers. */
    private @Nullable String reversed(TradingCommand command, OperationReversed event, int partition) {
        Book book = books.find(command.accountId());
        if (book == null
                || !(command instanceof ReverseOperation reverse)
                || !reverse.original().equals(event.original())
                || !reverse.reason().equals(event.reason())
                || decisions.find(reverse.original()) == null) {
            return differs(command, event);
        }
        BigDecimal change = BigDecimal.ZERO;
        for (Compensation one : event.compensations()) {
            Position position = book.of(one.unit());
            books.move(one.counterparty(), partition, one.unit(), one.amount(), position);
            position.correct(one.costBasis(), one.realisedPnl());
            boolean isCash = one.unit().equals(event.compensations().getFirst().unit());
            change = change.add(isCash ? one.amount() : one.costBasis().subtract(one.realisedPnl()));
            String complaint = agrees(position.quantity, one.balance(), event);
            if (complaint != null) {
                return complaint;
            }
        }
        boolean isTrade = event.kind() == OperationKind.TRADE;
        return !isTrade || change.signum() == 0
                ? null
                : "expected cash and cost less profit to stay what they are but they change by " + change + ": "
                        + event;
    }

    private static boolean isQuantityAskedFor(PlaceTrade place, TradeSettled trade) {
        if (place.quantity() != null) {
            return place.quantity().equals(trade.quantity());
        }
        return place.notional() != null && trade.notional().compareTo(place.notional()) <= 0;
    }

    static boolean isSame(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return a.compareTo(b) == 0;
    }

    /** A balance must be as told, and never below zero. */
    static @Nullable String agrees(BigDecimal model, BigDecimal told, TradingEvent event) {
        return model.compareTo(told) == 0 && model.signum() >= 0
                ? null
                : "expected a balance of " + model + " but got " + event;
    }

    /** As much must be available and held of the unit that moved as is told; where nothing is held, nothing is told of it. */
    static @Nullable String agrees(Book book, MoneyMoved moved) {
        Unit unit = moved.money().currency();
        BigDecimal held = book.held().getOrDefault(unit, new Position()).quantity;
        String complaint = agrees(book.of(unit).quantity, moved.available(), moved);
        return complaint != null || isSame(held.signum() == 0 ? null : held, moved.held())
                ? complaint
                : "expected " + held + " to be held but got " + moved;
    }

    static String differs(TradingCommand command, TradingEvent event) {
        return "expected what was asked for in " + command + " but got " + event;
    }
}
