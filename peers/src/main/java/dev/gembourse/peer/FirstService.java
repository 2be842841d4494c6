package dev.gembourse.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.value.Currencies;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.wire.Message;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.peer.FirstRows.JournalRow;
import dev.gembourse.peer.FirstRows.LedgerRow;
import dev.gembourse.peer.FirstRows.OperationRow;
import dev.gembourse.peer.FirstRows.TransferRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.Profile;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The service that a team would write first: a listener per record, a transaction per message, aggregates and repositories. */
@Component
@Profile("first")
class FirstService {

    private final Bus bus;
    private final Quotes quotes;
    private final FirstRows.Accounts accounts;
    private final FirstRows.Operations operations;
    private final FirstRows.Ledger ledger;
    private final JdbcAggregateTemplate rows;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    FirstService(
            Bus bus,
            Quotes quotes,
            FirstRows.Accounts accounts,
            FirstRows.Operations operations,
            FirstRows.Ledger ledger,
            JdbcAggregateTemplate rows,
            JdbcClient jdbc,
            TransactionTemplate transactions) {
        this.bus = bus;
        this.quotes = quotes;
        this.accounts = accounts;
        this.operations = operations;
        this.ledger = ledger;
        this.rows = rows;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @KafkaListener(topics = Topics.TRADING_COMMANDS)
    void on(ConsumerRecord<String, byte[]> record) {
        bus.trade(record)
                .flatMap(trade -> transactions.execute(ignored -> settle(trade, record)))
                .ifPresent(message -> bus.publish(record.partition(), message));
    }

    private Optional<Message> settle(PlaceTrade trade, ConsumerRecord<String, byte[]> record) {
        UUID operation = trade.operationId().value();
        if (operations.existsById(operation)) {
            return Optional.empty();
        }
        int partition = record.partition();
        long player = accounts.findById(trade.accountId().value()).orElseThrow().number();
        LedgerRow cash = player(trade, Currencies.USD.code(), partition);
        LedgerRow asset = player(trade, trade.symbol().value(), partition);
        LedgerRow houseCash = house(Currencies.USD.code(), partition);
        LedgerRow houseAsset = house(trade.symbol().value(), partition);
        House.Done done = House.trade(trade, quotes.of(trade.symbol()), cash.holding(), asset.holding(), Instant.now());
        TradeSettled event = done.event();
        boolean buys = event.side() == Side.BUY;
        BigDecimal quantity = event.quantity().value();
        cash = ledger.save(cash.with(done.cash()));
        asset = ledger.save(asset.with(done.asset()));
        houseCash = ledger.save(
                houseCash.plus(buys ? event.notional() : event.notional().negate()));
        houseAsset = ledger.save(houseAsset.plus(buys ? quantity.negate() : quantity));
        long seq = jdbc.sql("select nextval('outcome')").query(Long.class).single();
        transfer(event, seq, 0, player, partition, quantity, buys ? houseAsset : asset, buys ? asset : houseAsset);
        transfer(event, seq, 1, player, partition, event.notional(), buys ? cash : houseCash, buys ? houseCash : cash);
        UUID fingerprint = UUID.nameUUIDFromBytes(trade.content().getBytes(UTF_8));
        rows.insert(new OperationRow(operation, fingerprint, record.offset(), seq, trade.submittedAt(), partition));
        Message message = bus.message(event);
        rows.insert(new JournalRow(
                seq,
                partition,
                message.key(),
                message.type(),
                operation.toString(),
                event.occurredAt(),
                message.value()));
        return Optional.of(message);
    }

    private LedgerRow player(PlaceTrade trade, String unit, int partition) {
        UUID account = trade.accountId().value();
        return ledger.findByAccountIdAndUnit(account, unit)
                .orElseGet(() -> LedgerRow.ofPlayer(partition, account, unit));
    }

    private LedgerRow house(String unit, int partition) {
        return ledger.findBySystemOwnerAndPartitionAndUnit("HOUSE", partition, unit)
                .orElseGet(() -> LedgerRow.ofHouse(partition, unit));
    }

    private void transfer(
            TradeSettled event,
            long seq,
            int n,
            long player,
            int partition,
            BigDecimal amount,
            LedgerRow from,
            LedgerRow to) {
        rows.insert(new TransferRow(
                seq,
                (short) n,
                player,
                from.key(),
                to.key(),
                event.occurredAt(),
                partition,
                "TRADE",
                from.unit(),
                amount,
                from.balance(),
                to.balance()));
    }
}
