package dev.gembourse.peer;

import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Side;
import dev.gembourse.peer.Plain.Moved;
import dev.gembourse.peer.Plain.Place;
import dev.gembourse.peer.Plain.Request;
import dev.gembourse.peer.Plain.Row;
import dev.gembourse.peer.Plain.Settled;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Settles trades of one partition in one transaction: {@link PlainReads} by plain prepared statements, decide, {@link
 * PlainWrites} by JDBC batches.
 */
@Component
@Profile("!empty & !bare")
class PlainSettlement {

    private final Bus bus;
    private final Quotes quotes;
    private final DataSource database;

    PlainSettlement(Bus bus, Quotes quotes, DataSource database) {
        this.bus = bus;
        this.quotes = quotes;
        this.database = database;
    }

    /** Settles the trades that the records ask for, and publishes their events after the commit. */
    void settle(int partition, List<ConsumerRecord<String, byte[]>> records) throws SQLException {
        List<Request> requests = records.stream()
                .flatMap(record -> bus.trade(record).map(trade -> new Request(trade, record.offset())).stream())
                .toList();
        if (requests.isEmpty()) {
            return;
        }
        List<Settled> settled;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            settled = settleIn(connection, partition, requests);
            connection.commit();
        }
        settled.forEach(one -> bus.publish(partition, one.message()));
    }

    private List<Settled> settleIn(Connection connection, int partition, List<Request> requests) throws SQLException {
        Set<UUID> known = PlainReads.known(connection, requests);
        Map<Place, Row> rows = PlainReads.rows(connection, partition, requests);
        Map<UUID, Long> players = PlainReads.players(connection, requests);
        List<Settled> settled = new ArrayList<>();
        Set<Row> changed = new HashSet<>();
        for (Request request : requests) {
            if (known.add(request.trade().operationId().value())) {
                settled.add(decide(request, rows, changed));
            }
        }
        PlainWrites.ledgerAccounts(connection, partition, changed);
        PlainWrites.outcomes(connection, partition, settled, players);
        return settled;
    }

    private Settled decide(Request request, Map<Place, Row> rows, Set<Row> changed) {
        PlaceTrade trade = request.trade();
        UUID account = trade.accountId().value();
        String usd = Currencies.USD.code();
        String unit = trade.symbol().value();
        Row cash = row(rows, account, usd);
        Row asset = row(rows, account, unit);
        Row houseCash = row(rows, null, usd);
        Row houseAsset = row(rows, null, unit);
        House.Done done = House.trade(trade, quotes.of(trade.symbol()), cash.holding, asset.holding, Instant.now());
        TradeSettled event = done.event();
        boolean buys = event.side() == Side.BUY;
        BigDecimal quantity = event.quantity().value();
        cash.holding = done.cash();
        asset.holding = done.asset();
        houseCash.holding = plus(
                houseCash.holding, buys ? event.notional() : event.notional().negate());
        houseAsset.holding = plus(houseAsset.holding, buys ? quantity.negate() : quantity);
        changed.addAll(List.of(cash, asset, houseCash, houseAsset));
        return new Settled(
                request,
                bus.message(event),
                event.occurredAt(),
                List.of(
                        moved(buys ? houseAsset : asset, buys ? asset : houseAsset, quantity),
                        moved(buys ? cash : houseCash, buys ? houseCash : cash, event.notional())));
    }

    private static Moved moved(Row from, Row to, BigDecimal amount) {
        return new Moved(from, to, amount, from.holding.quantity(), to.holding.quantity());
    }

    private static House.Holding plus(House.Holding holding, BigDecimal amount) {
        return new House.Holding(holding.quantity().add(amount), holding.cost(), holding.pnl());
    }

    private static Row row(Map<Place, Row> rows, @Nullable UUID account, String unit) {
        return rows.computeIfAbsent(new Place(account, unit), place -> new Row(place, 0, false, House.Holding.NONE));
    }
}
