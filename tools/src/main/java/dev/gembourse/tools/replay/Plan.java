package dev.gembourse.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gembourse.events.market.BuiltInUnits;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.value.Decimals;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Who trades what. It follows from the rows, the number of accounts and the run id alone, and so do all idempotency keys:
 * the same run again asks for the same operations.
 */
record Plan(String runId, List<Row> rows, List<Player> players, Map<Symbol, Listing> assets) {

    /** An asset to be traded: its currency, and the price it begins with. */
    record Listing(Unit currency, Price firstPrice) {}

    /** An account to be opened with enough cash for every buy that falls to it, whichever of the file's prices holds. */
    record Player(int number, String username, List<Money> cash) {}

    static Plan of(String runId, List<Row> rows, int accounts) {
        Map<Symbol, Listing> assets = new LinkedHashMap<>();
        Map<Symbol, BigDecimal> highest = new HashMap<>();
        for (Row row : rows) {
            assets.computeIfAbsent(row.symbol(), symbol -> new Listing(currencyOf(symbol), row.price()));
            highest.merge(row.symbol(), row.price().value(), BigDecimal::max);
        }
        List<Map<Unit, BigDecimal>> needs = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            needs.add(new TreeMap<>());
        }
        for (Row row : rows) {
            if (row.side() == Side.BUY) {
                Unit currency = listing(assets, row.symbol()).currency();
                BigDecimal most = row.quantity().value().multiply(highest.getOrDefault(row.symbol(), BigDecimal.ZERO));
                needs.get(player(row, accounts)).merge(currency, roundedUp(most, currency), BigDecimal::add);
            }
        }
        List<Player> players = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            players.add(new Player(i, "replay-" + runId + "-" + (i + 1), cash(needs.get(i))));
        }
        return new Plan(runId, List.copyOf(rows), List.copyOf(players), assets);
    }

    /** The number of the account whose trade this row is: spread evenly, and the same in every run. */
    int playerOf(Row row) {
        return player(row, players.size());
    }

    String keyOf(Row row) {
        return "replay/" + runId + "/" + row.symbol() + "/" + row.tradeId();
    }

    private static int player(Row row, int accounts) {
        CRC32C hash = new CRC32C();
        hash.update(row.tradeId().getBytes(UTF_8));
        return (int) (hash.getValue() % accounts);
    }

    private static List<Money> cash(Map<Unit, BigDecimal> needs) {
        return needs.entrySet().stream()
                .map(need -> new Money(need.getKey(), need.getValue()))
                .toList();
    }

    private static BigDecimal roundedUp(BigDecimal amount, Unit currency) {
        UnitDefinition unit = BuiltInUnits.find(currency);
        return amount.setScale(unit == null ? Decimals.MAX_SCALE : unit.scale(), RoundingMode.UP);
    }

    private static Listing listing(Map<Symbol, Listing> assets, Symbol symbol) {
        Listing listing = assets.get(symbol);
        if (listing == null) {
            throw new IllegalStateException("expected a listing of " + symbol);
        }
        return listing;
    }

    /** What stands behind the last dash: XRP-ETH is priced in ETH. */
    private static Unit currencyOf(Symbol symbol) {
        String text = symbol.value();
        String second = text.substring(text.lastIndexOf('-') + 1);
        return BuiltInUnits.ALL.stream()
                .map(UnitDefinition::unit)
                .filter(currency ->
                        currency.code().equals(second) && !currency.code().equals(text))
                .findFirst()
                .orElseThrow(() -> new UnknownCurrency(symbol));
    }

    /** A symbol that does not say in which currency it is priced. Nothing has been sent. */
    static final class UnknownCurrency extends RuntimeException {
        UnknownCurrency(Symbol symbol) {
            super("expected symbol " + symbol + " to end in its currency, as XRP-ETH does, one of "
                    + BuiltInUnits.ALL.stream().map(UnitDefinition::unit).toList()
                    + " (nothing has been sent)");
        }
    }
}
