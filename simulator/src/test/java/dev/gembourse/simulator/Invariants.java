package dev.gembourse.simulator;

import static dev.gembourse.simulator.Findings.require;

import dev.gembourse.events.wire.Contract;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The invariants of docs/ARCHITECTURE.md, over all that a history has left in the log and in the database. */
final class Invariants {

    private static final Map<String, Contract<?>> INPUTS = Map.of(
            "trading", Contracts.TRADING_COMMANDS,
            "market", Contracts.MARKET_COMMANDS,
            "leaderboard", Contracts.TRADING_EVENTS,
            "portfolio", Contracts.TRADING_EVENTS);
    private static final Map<String, Contract<?>> OUTPUTS = Map.of(
            "trading", Contracts.TRADING_EVENTS,
            "market", Contracts.MARKET_EVENTS,
            "leaderboard", Contracts.LEADERBOARD_EVENTS);

    private final Log log;
    private final Database database;
    private final boolean isolates;

    /** @param isolates whether records under which a process seems to die were quarantined */
    Invariants(Log log, Database database, boolean isolates) {
        this.log = log;
        this.database = database;
        this.isolates = isolates;
    }

    void check() {
        for (int p = 0; p < Records.PARTITIONS; p++) {
            place("portfolio", p);
            for (String stage : List.of("market", "trading", "leaderboard")) {
                place(stage, p);
                published(stage, p);
                chain(stage, p);
            }
        }
        MarketModel market = new MarketModel(log, database, isolates);
        market.check();
        TradingModel trading = new TradingModel(log, database, isolates, market.states(), market.units());
        trading.check();
        new LedgerModel(database).check();
        new GiftModel(log, database).check();
        new OrderModel(log, database).check();
        new LeaderboardModel(database).check();
        new PortfolioModel(database).check();
    }

    /** I6: the stored place is the one after the last record, and the journal's end is that of the journal. */
    private void place(String stage, int partition) {
        String topic = INPUTS.get(stage).topic();
        Row progress = database.table(stage + ".progress").committed.get(List.of(topic, (long) partition));
        int end = log.records(new TopicPartition(topic, partition)).size();
        int journal = JournalWalk.rows(database, stage, partition).size();
        require(
                progress == null
                        ? end == 0 && journal == 0
                        : progress.number("next_offset") == end && progress.number("journal_seq") == journal,
                "I6: %s-%d ends at %d and its journal at %d but the stored place is %s",
                topic,
                partition,
                end,
                journal,
                progress);
    }

    /** I5: each row of the journal has the hash over all before it, and the stored place has the last one. */
    private void chain(String stage, int partition) {
        ChainModel chain = new ChainModel();
        for (Row row : JournalWalk.rows(database, stage, partition)) {
            require(
                    Arrays.equals(chain.next(row), row.bytes("hash")),
                    "I5: the chain of %s-%d breaks at %d",
                    stage,
                    partition,
                    row.number("seq"));
        }
        Row progress = database.table(stage + ".progress")
                .committed
                .get(List.of(INPUTS.get(stage).topic(), (long) partition));
        require(
                progress == null || Arrays.equals(chain.last(), progress.bytes("journal_hash")),
                "I5: the stored end of the chain of %s-%d is not that of its journal",
                stage,
                partition);
    }

    /** I5: whoever reads the topic and applies only what comes next has the whole journal. */
    private void published(String stage, int partition) {
        List<Row> journal = JournalWalk.rows(database, stage, partition);
        int applied = 0;
        for (ConsumerRecord<byte[], byte[]> record :
                log.records(new TopicPartition(OUTPUTS.get(stage).topic(), partition))) {
            String id = Records.header(record.headers(), Headers.ID);
            int seq = Integer.parseInt(id.substring(id.indexOf('.') + 1));
            require(
                    seq <= journal.size()
                            && Arrays.equals(
                                    record.value(), journal.get(seq - 1).bytes("value")),
                    "I5: event %s of %s was published but not committed",
                    id,
                    stage);
            if (seq == applied + 1) {
                applied = seq;
            }
        }
        require(
                applied == journal.size(),
                "I5: a reader of %s-%d can apply %d of %d events",
                stage,
                partition,
                applied,
                journal.size());
    }
}
