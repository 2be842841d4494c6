package dev.gembourse.processor.settlement;

import dev.gembourse.events.order.Exit;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.exactlyonce.Rows;
import dev.gembourse.exactlyonce.Writes;
import dev.gembourse.processor.account.OrderState;
import dev.gembourse.processor.settlement.PlacedOrders.Kept;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes the orders that a batch has changed, each once, and its fills. */
final class OrderRows {

    private static final String UPDATE = """
            update player_order o
               set worst = u.worst, asked = u.asked, open = u.open, held = u.held, filled = u.filled, paid = u.paid,
                   fees = u.fees, status = u.status, reason = u.reason, replacing = u.replacing,
                   triggered_at = u.triggered_at, terms_seq = u.terms_seq, version = u.version, changed_at = u.changed_at
              from unnest(?::uuid[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[],
                          ?::numeric[], ?::text[], ?::text[], ?::boolean[], ?::timestamptz[], ?::bigint[], ?::integer[],
                          ?::timestamptz[])
                   as u (order_id, worst, asked, open, held, filled, paid, fees, status, reason, replacing, triggered_at,
                         terms_seq, version, changed_at)
             where o.order_id = u.order_id
            """;

    private final List<Kept> changed = new ArrayList<>();
    private final Rows updates = Rows.given(UPDATE);
    private final Rows fills = Rows.into("order_fill", "partition", "placed_seq", "seq");
    private final Rows insertions = Rows.into(
            "player_order",
            "order_id",
            "account_id",
            "partition",
            "placed_seq",
            "symbol",
            "currency",
            "currency_scale",
            "side",
            "worst",
            "by_budget",
            "maker_fee",
            "taker_fee",
            "asked",
            "open",
            "held",
            "filled",
            "paid",
            "fees",
            "status",
            "reason",
            "replacing",
            "triggered_at",
            "exit_limit",
            "exit_stop",
            "terms_seq",
            "version",
            "changed_at");

    void clear() {
        changed.clear();
        updates.clear();
        fills.clear();
        insertions.clear();
    }

    void changed(Kept order) {
        changed.add(order);
    }

    void fill(StreamPosition placed, long seq) {
        fills.integer(placed.partition()).bigint(placed.index()).bigint(seq).endRow();
    }

    void write(Writes writes) {
        changed.sort(Comparator.comparing(one -> one.state.id()));
        for (Kept one : changed) {
            if (one.stored) {
                update(one);
            } else {
                insert(one);
            }
            one.stored = true;
            one.changed = false;
        }
        writes.add(insertions);
        writes.add(updates);
        writes.add(fills);
    }

    private void update(Kept one) {
        OrderState state = one.state;
        updates.uuid(state.id().value())
                .numeric(state.worst())
                .numeric(state.asked())
                .numeric(state.open())
                .numeric(state.held())
                .numeric(state.filled())
                .numeric(state.paid())
                .numeric(state.fees())
                .text(state.status().name())
                .text(state.reason() == null ? null : state.reason().name())
                .bool(state.replacing())
                .timestamptz(state.triggeredAt())
                .bigint(one.replacedAt)
                .integer(state.version())
                .timestamptz(one.changedAt)
                .endRow();
    }

    private void insert(Kept one) {
        OrderState state = one.state;
        Exit exit = state.placement().exit();
        insertions
                .uuid(state.id().value())
                .uuid(state.account().value())
                .integer(one.placed.partition())
                .bigint(one.placed.index())
                .text(state.symbol().value())
                .text(state.currency().code())
                .smallint(state.currencyScale())
                .text(state.side().name())
                .numeric(state.worst())
                .bool(state.byBudget())
                .smallint(state.placement().makerBasisPoints())
                .smallint(state.placement().takerBasisPoints())
                .numeric(state.asked())
                .numeric(state.open())
                .numeric(state.held())
                .numeric(state.filled())
                .numeric(state.paid())
                .numeric(state.fees())
                .text(state.status().name())
                .text(state.reason() == null ? null : state.reason().name())
                .bool(state.replacing())
                .timestamptz(state.triggeredAt())
                .numeric(exit == null ? null : exit.takeProfitPrice().value())
                .numeric(exit == null ? null : exit.stopPrice().value())
                .bigint(one.replacedAt)
                .integer(state.version())
                .timestamptz(one.changedAt)
                .endRow();
    }
}
