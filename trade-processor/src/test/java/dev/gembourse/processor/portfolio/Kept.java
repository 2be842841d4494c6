package dev.gembourse.processor.portfolio;

import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.processor.portfolio.Portfolios.BookKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules on an account in memory, with all that it has closed. */
final class Kept {

    private final AccountId account;
    private final Portfolios portfolios = new Portfolios(1_000_000);
    private final Bookkeeping bookkeeping = new Bookkeeping(portfolios);
    private final List<Closing> closings = new ArrayList<>();
    private long seq;

    Kept(AccountId account) {
        this.account = account;
        Stream.of("USD", "ETH", "GC", "EUR")
                .forEach(code -> portfolios.load(new BookKey(account, new Unit(code)), Book.EMPTY));
    }

    /** One event as a batch of its own, after which what was closed has to be loaded again. */
    void apply(TradingEvent event) {
        closings.forEach(portfolios::load);
        bookkeeping.apply(event, ++seq);
        portfolios
                .takenBack()
                .forEach(back -> closings.replaceAll(one -> one.operation().equals(back.operation()) ? back : one));
        closings.addAll(portfolios.newClosings());
        portfolios.committed();
    }

    Book book(Unit currency) {
        return Objects.requireNonNull(portfolios.find(new BookKey(account, currency)));
    }

    Book usd() {
        return book(Currencies.USD);
    }

    @Nullable
    Position find(String symbol) {
        return portfolios.find(new Position.Key(account, new Symbol(symbol)));
    }

    Position position(String symbol) {
        return Objects.requireNonNull(find(symbol));
    }

    /** Closings that stand. */
    List<Closing> closings() {
        return closings.stream().filter(closing -> !closing.reversed()).toList();
    }

    /** Closed lots that stand, as "quantity entry>exit result". */
    List<String> closedLots() {
        return closings().stream()
                .flatMap(closing -> closing.lots().stream())
                .map(lot -> "%s %s>%s %s"
                        .formatted(
                                plain(lot.opened().quantity()),
                                plain(lot.opened().price()),
                                plain(lot.exitPrice()),
                                plain(lot.realisedPnl())))
                .toList();
    }

    /** Open lots, the oldest first, as "quantity price". */
    List<String> lots(String symbol) {
        return position(symbol).lots().stream()
                .map(lot -> plain(lot.quantity()) + " " + plain(lot.price()))
                .toList();
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
