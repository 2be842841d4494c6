package dev.gembourse.processor.portfolio;

import dev.gembourse.events.trading.Compensation;
import dev.gembourse.events.trading.OperationKind;
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
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Unit;
import dev.gembourse.exactlyonce.BatchProcessor;
import dev.gembourse.exactlyonce.Input;
import dev.gembourse.exactlyonce.Journal;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.processor.portfolio.Portfolios.BookKey;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The shell around {@link Bookkeeping}: load what is not in memory, apply event by event, write what has changed. What comes of it depends
 * only on the events, not on how they are cut into batches or on the time of day; only the tape leaves out what is too old for it.
 */
final class PortfolioProcessor implements BatchProcessor<TradingEvent, TradingEvent> {

    /** A sale seldom closes more of the oldest lots than these; where it does, all are read. */
    private static final int FEW_LOTS = 8;

    /** What a batch does to the lots of a position. */
    private static final class Needs {
        private int opens;
        private BigDecimal closes = BigDecimal.ZERO;
        private boolean all;

        void met(TradeSettled trade) {
            if (trade.realisedPnl() == null) {
                opens++;
            } else {
                closes = closes.add(trade.quantity().value());
            }
        }

        boolean areMetBy(Position position) {
            return position.hasAllLots() || (!all && position.suffices(opens, closes));
        }
    }

    private final Portfolios portfolios;
    private final Bookkeeping bookkeeping;
    private final PortfolioTables tables = new PortfolioTables();
    private final Duration tapeKeeps;
    private final Set<BookKey> books = new LinkedHashSet<>();
    private final Map<Position.Key, Needs> positions = new LinkedHashMap<>();
    private final Set<Closing.Key> reversed = new LinkedHashSet<>();

    PortfolioProcessor(Portfolios portfolios, Duration tapeKeeps) {
        this.portfolios = portfolios;
        this.bookkeeping = new Bookkeeping(portfolios);
        this.tapeKeeps = tapeKeeps;
    }

    @Override
    public void load(Connection transaction, List<Input<TradingEvent>> batch) throws SQLException {
        books.clear();
        positions.clear();
        reversed.clear();
        batch.forEach(input -> touch(input.value()));
        books.removeIf(key -> portfolios.find(key) != null);
        List<Position.Key> missing = positions.keySet().stream()
                .filter(key -> portfolios.find(key) == null)
                .toList();
        StoredPortfolios.load(transaction, portfolios, books, missing, reversed);
        loadLots(transaction, FEW_LOTS);
        loadLots(transaction, Position.MOST_LOTS);
    }

    /** Where what is in memory does not suffice. */
    private void loadLots(Connection transaction, int most) throws SQLException {
        List<Position> without = new ArrayList<>();
        positions.forEach((key, needs) -> {
            Position position = portfolios.find(key);
            if (position != null && !needs.areMetBy(position)) {
                without.add(position);
            }
        });
        if (!without.isEmpty()) {
            StoredPortfolios.loadLots(transaction, without, most);
        }
    }

    @Override
    public void decide(Input<TradingEvent> input, Instant now, Journal<TradingEvent> journal) {
        StreamPosition at = Objects.requireNonNull(input.journalPosition(), "the input is a journal");
        bookkeeping.apply(input.value(), at.index());
        switch (input.value()) {
            case TradeSettled trade -> tell(trade, at, now);
            case OrderFilled fill -> tell(fill.asTrade(), at, now);
            default -> {}
        }
    }

    private void tell(TradeSettled trade, StreamPosition at, Instant now) {
        if (trade.occurredAt().plus(tapeKeeps).isAfter(now)) {
            tables.tell(trade, at);
        }
    }

    @Override
    public void write(Connection transaction, Writes writes) {
        tables.write(portfolios, writes);
    }

    @Override
    public void committed() {
        portfolios.committed();
    }

    private void touch(TradingEvent event) {
        switch (event) {
            case TradeSettled trade -> {
                touch(event, trade.currency());
                needs(new Position.Key(trade.accountId(), trade.symbol())).met(trade);
            }
            case OrderFilled fill -> touch(fill.asTrade());
            case OperationReversed reversal -> touch(reversal);
            case AccountOpened opened -> {
                if (opened.initialDeposit() != null) {
                    touch(event, opened.initialDeposit().currency());
                }
            }
            case Deposited in -> touch(event, in.money().currency());
            case ToppedUp in -> touch(event, in.money().currency());
            case BonusGranted in -> touch(event, in.money().currency());
            case GiftReceived in -> touch(event, in.money().currency());
            case GiftReturned in -> touch(event, in.money().currency());
            case Withdrawn out -> touch(event, out.money().currency());
            case Purchased out -> touch(event, out.money().currency());
            case GiftSent out -> touch(event, out.money().currency());
            case OrderPlaced _, OrderEnded _, CancellationRequested _ -> {}
            case OrderTriggered _, ReplacementRequested _, OrderReplaced _ -> {}
            case GiftRefused _, PartnerTradeRecorded _, ShortingPermitted _, OperationRefused _, CommandRepeated _ -> {}
        }
    }

    private Needs needs(Position.Key key) {
        return positions.computeIfAbsent(key, missing -> new Needs());
    }

    private void touch(TradingEvent event, Unit currency) {
        books.add(new BookKey(event.accountId(), currency));
    }

    private void touch(OperationReversed reversal) {
        if (reversal.kind() != OperationKind.TRADE) {
            reversal.compensations().forEach(each -> touch(reversal, each.unit()));
            return;
        }
        Compensation asset = Bookkeeping.assetOf(reversal);
        touch(reversal, reversal.compensations().getFirst().unit());
        needs(new Position.Key(reversal.accountId(), Bookkeeping.symbolOf(asset))).all = true;
        reversed.add(new Closing.Key(reversal.accountId(), reversal.original()));
    }
}
