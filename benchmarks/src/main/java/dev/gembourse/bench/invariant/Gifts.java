package dev.gembourse.bench.invariant;

import dev.gembourse.bench.invariant.Books.Book;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ReceiveGift;
import dev.gembourse.events.trading.TradingCommand.ReturnGift;
import dev.gembourse.events.trading.TradingCommand.SendGift;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.GiftReceived;
import dev.gembourse.events.trading.TradingEvent.GiftRefused;
import dev.gembourse.events.trading.TradingEvent.GiftReturned;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingEvent.MoneyMoved;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gifts over all partitions: each that left an account has arrived in the other or come back, once, and nothing else has. */
final class Gifts {

    private static final String CLEARING = "CLEARING";

    private final Books books;
    private final Map<Gift, Money> sent = new HashMap<>();
    private final Map<Gift, Money> ended = new HashMap<>();
    private final Set<Gift> refused = new HashSet<>();
    private final Set<Gift> returned = new HashSet<>();

    Gifts(Books books) {
        this.books = books;
    }

    private record Gift(AccountId from, AccountId to, OperationId operation) {}

    @Nullable
    String sent(TradingCommand command, GiftSent event, int partition) {
        Book book = books.find(command.accountId());
        if (book == null
                || !(command instanceof SendGift gift)
                || gift.to().equals(gift.accountId())
                || !gift.to().equals(event.to())
                || !gift.money().equals(event.money())
                || !Objects.equals(gift.message(), event.message())
                || !event.receipt().equals(ReceiveGift.operationOf(gift.accountId(), gift.operationId()))) {
            return Model.differs(command, event);
        }
        sent.put(new Gift(gift.accountId(), gift.to(), gift.operationId()), gift.money());
        return move(book, gift.money(), gift.money().amount().negate(), partition, event);
    }

    @Nullable
    String received(TradingCommand command, GiftReceived event, int partition) {
        Book book = books.find(command.accountId());
        if (book == null
                || !(command instanceof ReceiveGift gift)
                || !gift.from().equals(event.from())
                || !gift.gift().equals(event.gift())
                || !gift.money().equals(event.money())
                || !Objects.equals(gift.message(), event.message())) {
            return Model.differs(command, event);
        }
        String twice = end(new Gift(gift.from(), gift.accountId(), gift.gift()), gift.money(), event);
        return twice != null ? twice : move(book, gift.money(), gift.money().amount(), partition, event);
    }

    @Nullable
    String refused(TradingCommand command, GiftRefused event) {
        Book book = books.find(command.accountId());
        boolean right = command instanceof ReceiveGift gift
                && gift.from().equals(event.from())
                && gift.gift().equals(event.gift())
                && gift.money().equals(event.money())
                && switch (event.reason()) {
                    case ACCOUNT_NOT_FOUND -> book == null;
                    case BALANCE_TOO_LARGE -> book != null;
                    default -> false;
                };
        if (!right) {
            return Model.differs(command, event);
        }
        refused.add(new Gift(event.from(), event.accountId(), event.gift()));
        return null;
    }

    @Nullable
    String returned(TradingCommand command, GiftReturned event, int partition) {
        Book book = books.find(command.accountId());
        if (book == null
                || !(command instanceof ReturnGift gift)
                || !gift.to().equals(event.to())
                || !gift.gift().equals(event.gift())
                || !gift.money().equals(event.money())
                || gift.reason() != event.reason()) {
            return Model.differs(command, event);
        }
        Gift which = new Gift(gift.accountId(), gift.to(), gift.gift());
        returned.add(which);
        String twice = end(which, gift.money(), event);
        return twice != null ? twice : move(book, gift.money(), gift.money().amount(), partition, event);
    }

    /** What is wrong when nothing is on its way any more; null when nothing is. */
    @Nullable
    String complaint() {
        if (!sent.equals(ended)) {
            Map<Gift, Money> onlySent = new HashMap<>(sent);
            ended.forEach(onlySent::remove);
            Map<Gift, Money> onlyEnded = new HashMap<>(ended);
            sent.forEach(onlyEnded::remove);
            return "expected every gift to arrive or to come back but %s have not, and %s were never sent so"
                    .formatted(onlySent, onlyEnded);
        }
        return refused.equals(returned)
                ? null
                : "expected the gifts that were refused to come back but %s were refused and %s came back"
                        .formatted(refused, returned);
    }

    private @Nullable String end(Gift gift, Money money, TradingEvent event) {
        return ended.put(gift, money) == null ? null : "expected one end of " + gift + " but got a second: " + event;
    }

    private @Nullable String move(Book book, Money money, BigDecimal amount, int partition, MoneyMoved event) {
        books.move(CLEARING, partition, money.currency(), amount, book.of(money.currency()));
        return Model.agrees(book, event);
    }
}
