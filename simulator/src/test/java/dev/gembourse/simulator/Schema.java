package dev.gembourse.simulator;

import dev.gembourse.events.market.BuiltInUnits;
import dev.gembourse.events.market.UnitDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tables of the four stages, as their migrations make them, with the constraints that a fault could break. */
final class Schema {

    private static final String PROGRESS =
            "topic text, partition integer, next_offset bigint, leader_epoch integer, source_seq bigint, source_seen bigint, journal_seq bigint, published_seq bigint, topic_id text, cluster_id text, partition_count integer, takeovers integer, suspect_offset bigint, suspect_tries integer, interventions integer, settled_at timestamptz, journal_hash bytea";
    private static final String JOURNAL =
            "partition integer, seq bigint, key text, type text, correlation_id text, recorded_at timestamptz, value bytea, hash bytea";
    private static final String QUARANTINE =
            "topic text, partition integer, offset bigint, reason text, detail text, key bytea, headers jsonb, value bytea, recorded_at timestamptz";
    private static final String OPERATION =
            "operation_id uuid, partition integer, fingerprint uuid, command_offset bigint, outcome_seq bigint, submitted_at timestamptz";
    private static final String REPETITION = "partition integer, command_offset bigint, journal_seq bigint";

    private final Map<String, Table> tables = new LinkedHashMap<>();

    private Schema() {}

    static Map<String, Table> tables() {
        Schema schema = new Schema();
        for (String stage : new String[] {"trading", "market", "leaderboard", "portfolio"}) {
            schema.add(stage + ".progress", PROGRESS, "topic, partition", null, Schema::isForward);
            schema.add(stage + ".journal", JOURNAL, "partition, seq", null, row -> true);
            schema.add(stage + ".quarantine", QUARANTINE, "topic, partition, offset", null, row -> true);
        }
        for (String stage : new String[] {"trading", "market"}) {
            schema.add(stage + ".operation", OPERATION, "operation_id, partition", null, row -> true);
            schema.add(stage + ".repetition", REPETITION, "partition, command_offset", null, row -> true);
        }
        schema.add(
                "trading.account",
                "account_id uuid, number bigint, partition integer, username text, created_at timestamptz, may_short boolean",
                "account_id",
                "number",
                row -> true);
        schema.add(
                "trading.reversal",
                "operation_id uuid, partition integer, reversal_id uuid",
                "operation_id, partition",
                null,
                row -> true);
        schema.add(
                "trading.provenance",
                "operation_id uuid, partition integer, source text, causation_id text",
                "operation_id, partition",
                null,
                row -> !row.text("source").isEmpty());
        schema.add("trading.username_claim", "folded text, account_id uuid", "folded", null, row -> true);
        schema.add(
                "trading.ledger_account",
                "id bigint, partition integer, account_id uuid, system_owner text, unit text, bucket text, balance numeric, cost_basis numeric, realised_pnl numeric",
                "id",
                "account_id, unit, bucket, system_owner, partition",
                row -> row.get("account_id") == null
                        || (row.has("bucket", "SHORT")
                                ? row.decimal("balance").signum() <= 0
                                : row.decimal("balance").signum() >= 0));
        schema.add(
                "trading.transfer",
                "partition integer, seq bigint, n smallint, kind text, unit text, debit bigint, credit bigint, amount numeric, debit_balance numeric, credit_balance numeric, player bigint, at timestamptz",
                "player, seq, n",
                null,
                row -> row.decimal("amount").signum() > 0);
        schema.add(
                "market.asset",
                "symbol text, partition integer, name text, currency text, price numeric, scale smallint, status text, price_at timestamptz, currency_scale smallint, max_price_age integer, available numeric, maker_fee smallint, taker_fee smallint, limited boolean, price_band smallint",
                "symbol",
                null,
                row -> row.decimal("price").signum() > 0);
        schema.add(
                "trading.player_order",
                "order_id uuid, account_id uuid, partition integer, placed_seq bigint, symbol text, currency text, currency_scale smallint, side text, worst numeric, by_budget boolean, maker_fee smallint, taker_fee smallint, asked numeric, open numeric, held numeric, filled numeric, paid numeric, fees numeric, status text, reason text, replacing boolean, triggered_at timestamptz, exit_limit numeric, exit_stop numeric, terms_seq bigint, version integer, changed_at timestamptz",
                "order_id",
                null,
                row -> row.decimal("held").signum() >= 0
                        && (row.has("replacing", true)
                                || row.decimal("open").signum() > 0
                                || (row.decimal("open").signum() == 0
                                        && row.decimal("held").signum() == 0)));
        schema.add(
                "trading.order_fill",
                "partition integer, placed_seq bigint, seq bigint",
                "partition, placed_seq, seq",
                null,
                row -> true);
        schema.add(
                "market.book",
                "symbol text, partition integer, next_sequence bigint, next_execution bigint, last_price numeric, house_price numeric, house_quantity numeric, told_time bigint, halted boolean",
                "symbol",
                null,
                row -> true);
        schema.add(
                "market.resting_order",
                "symbol text, sequence bigint, order_id uuid, account_id uuid, side text, type text, limit_price numeric, best_price numeric, worst_price numeric, stop_price numeric, trail bigint, peak_price numeric, self_trade text, expires_at timestamptz, open numeric",
                "symbol, sequence",
                null,
                row -> row.decimal("open").signum() > 0);
        schema.add(
                "market.tick_source",
                "symbol text, source text, newest timestamptz, sequence bigint",
                "symbol, source",
                null,
                row -> true);
        schema.add(
                "market.tick",
                "symbol text, at timestamptz, seq bigint, source text, sequence bigint, price numeric, available numeric, told_at timestamptz",
                "symbol, at, seq",
                null,
                row -> true);
        schema.add(
                "market.candle",
                "symbol text, minutes smallint, start timestamptz, open numeric, high numeric, low numeric, close numeric, volume numeric, ticks bigint, price_sum numeric, open_at timestamptz, close_at timestamptz, grown_at timestamptz",
                "symbol, minutes, start",
                null,
                row -> true);
        schema.add(
                "market.running_minute",
                "symbol text, start timestamptz, open numeric, high numeric, low numeric, close numeric, volume numeric, ticks bigint, price_sum numeric, open_at timestamptz, close_at timestamptz, grown_at timestamptz",
                "symbol",
                null,
                row -> true);
        schema.add(
                "market.imported_candle",
                "symbol text, minutes smallint, start timestamptz, open numeric, high numeric, low numeric, close numeric, volume numeric",
                "symbol, minutes, start",
                null,
                row -> row.decimal("low").compareTo(row.decimal("high")) <= 0);
        schema.add(
                "market.unit",
                "code text, partition integer, name text, kind text, scale smallint, status text",
                "code",
                null,
                row -> true);
        BuiltInUnits.ALL.forEach(schema::fill);
        schema.add(
                "leaderboard.player",
                "account_id uuid, partition integer, username text, gems bigint, trade_count bigint, reached_at timestamptz",
                "account_id",
                null,
                row -> row.number("gems") >= row.number("trade_count"));
        schema.add(
                "leaderboard.award",
                "partition integer, source_seq bigint, account_id uuid, gems integer, trade_count bigint",
                "partition, source_seq",
                null,
                row -> row.number("gems") > 0);
        schema.portfolios();
        return schema.tables;
    }

    private void portfolios() {
        add(
                "portfolio.book",
                "account_id uuid, currency text, hour timestamptz, cash numeric, deposits numeric, realised numeric, realised_net numeric, fees numeric, wins bigint, losses bigint, break_even bigint",
                "account_id, currency, hour",
                null,
                row -> Math.min(row.number("wins"), Math.min(row.number("losses"), row.number("break_even"))) >= 0);
        add(
                "portfolio.holding",
                "account_id uuid, symbol text, currency text, quantity numeric, basis numeric, net_basis numeric, lots integer",
                "account_id, symbol",
                null,
                row -> true);
        add(
                "portfolio.holding_hour",
                "account_id uuid, symbol text, hour timestamptz, quantity numeric, basis numeric",
                "account_id, symbol, hour",
                null,
                row -> true);
        add(
                "portfolio.lot",
                "account_id uuid, symbol text, seq bigint, trade uuid, opened_at timestamptz, price numeric, quantity numeric, amount numeric, fee numeric",
                "account_id, symbol, seq",
                null,
                row -> row.decimal("quantity").signum() > 0);
        add(
                "portfolio.closing",
                "operation_id uuid, account_id uuid, symbol text, currency text, seq bigint, at timestamptz, is_trade boolean, basis numeric, realised numeric, realised_net numeric, reversed boolean",
                "account_id, operation_id",
                null,
                row -> true);
        add(
                "portfolio.closed_lot",
                "account_id uuid, seq bigint, n smallint, symbol text, currency text, is_short boolean, quantity numeric, entry_price numeric, entry_amount numeric, entry_fee numeric, exit_price numeric, exit_amount numeric, exit_fee numeric, opened_seq bigint, opened_at timestamptz, closed_at timestamptz, opened_by uuid, closed_by uuid, reversed boolean",
                "account_id, seq, n",
                null,
                row -> true);
        add(
                "portfolio.tape",
                "symbol text, at timestamptz, partition integer, seq bigint, side text, quantity numeric, price numeric",
                "symbol, at, partition, seq",
                null,
                row -> true);
    }

    private void add(String name, String columns, String key, @Nullable String unique, Predicate<Row> check) {
        tables.put(name, new Table(name, columns, key, unique, check));
    }

    private void fill(UnitDefinition unit) {
        Table table = Objects.requireNonNull(tables.get("market.unit"));
        Row row = Row.of(
                "code",
                unit.unit().code(),
                "partition",
                null,
                "name",
                unit.name(),
                "kind",
                unit.kind().name(),
                "scale",
                unit.scale(),
                "status",
                unit.status().name());
        table.committed.put(table.keyOf(row), row);
    }

    private static boolean isForward(Row progress) {
        return progress.number("next_offset") >= 0
                && progress.number("journal_seq") >= progress.number("published_seq")
                && progress.number("published_seq") >= 0;
    }
}
