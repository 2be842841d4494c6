package dev.gembourse.simulator;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingCommand.Purchase;
import dev.gembourse.events.trading.TradingCommand.RecordPartnerTrade;
import dev.gembourse.events.trading.TradingCommand.Withdraw;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Message;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What partners ask for, as the gateway relays it: at least once, for a relay that does not know how far it had come sends what it
 * sent last once more, in order; and a partner sends a message again itself, now and then with something else in it.
 */
final class Partner {

    private static final List<String> SOURCES = List.of("/partners/x", "https://y.example/trades");
    private static final int MESSAGES = 200;
    private static final int MOST_AGAIN = 4;

    private final World world;
    private final List<ProducerRecord<byte[], byte[]>> relayed = new ArrayList<>();

    Partner(World world) {
        this.world = world;
    }

    /** What the relay sends next: a message, or what it has sent last. */
    List<ProducerRecord<byte[], byte[]>> next(AccountId account, Symbol symbol) {
        int all = relayed.size();
        if (all > 0 && world.below(3) == 0) {
            return List.copyOf(relayed.subList(all - 1 - world.below(Math.min(all, MOST_AGAIN)), all));
        }
        String source = world.any(SOURCES);
        String id = "message-" + world.below(MESSAGES);
        // Each id is of one account here: another's would be an operation of its own where that is in another
        // partition.
        OperationId operation = OperationId.of("partner:" + source, account + id);
        ProducerRecord<byte[], byte[]> record = record(command(operation, account, symbol), source, account + id);
        relayed.add(record);
        return List.of(record);
    }

    /** Something of ours whose headers name somebody who has not asked for it. */
    static void misname(ProducerRecord<byte[], byte[]> record) {
        record.headers().add(Headers.SOURCE, bytes(SOURCES.getFirst())).add(Headers.CAUSATION_ID, bytes("message-0"));
    }

    private TradingCommand command(OperationId operation, AccountId account, Symbol symbol) {
        Money money = new Money(Unit.of("USD"), BigDecimal.valueOf(1 + world.below(5_000), 2));
        Quantity quantity = new Quantity(BigDecimal.valueOf(1 + world.below(500), 2));
        return switch (world.below(8)) {
            case 0 -> new Deposit(operation, account, money, Instant.EPOCH);
            case 1 -> new Withdraw(operation, account, money, Instant.EPOCH);
            case 2 -> new Purchase(operation, account, money, null, null, Instant.EPOCH);
            case 3 -> new PlaceTrade(operation, account, symbol, Side.BUY, quantity, null, null, Instant.EPOCH);
            default ->
                new RecordPartnerTrade(
                        operation,
                        account,
                        new Symbol("FOREIGN"),
                        Side.SELL,
                        quantity,
                        new Price(BigDecimal.ONE),
                        Unit.of("CHF"),
                        Instant.EPOCH,
                        Instant.EPOCH);
        };
    }

    private static ProducerRecord<byte[], byte[]> record(TradingCommand command, String source, String id) {
        Message message = Contracts.TRADING_COMMANDS.write(command);
        ProducerRecord<byte[], byte[]> record = Records.of(message, message.type());
        record.headers().add(Headers.SOURCE, bytes(source)).add(Headers.CAUSATION_ID, bytes(id));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
