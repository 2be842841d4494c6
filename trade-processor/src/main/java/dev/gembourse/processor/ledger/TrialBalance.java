package dev.gembourse.processor.ledger;

import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.TrialBalanceView;
import dev.gembourse.events.view.TrialBalanceView.Line;
import dev.gembourse.processor.account.Amounts;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sum of all ledger accounts per unit. What players have is what the system owes them, so each sum is 0. */
@Component
public class TrialBalance {

    private static final String SUMS = """
            select unit, total, players, system, scale
              from (select unit,
                           sum(balance) as total,
                           coalesce(sum(balance) filter (where account_id is not null), 0) as players,
                           coalesce(sum(balance) filter (where account_id is null), 0) as system
                      from trading.ledger_account
                     group by unit) as sums
              left join market.unit on code = unit
             order by unit
            """;

    private final JdbcClient reads;

    TrialBalance(JdbcClient reads) {
        this.reads = reads;
    }

    public TrialBalanceView now() {
        List<Line> lines = reads.sql(SUMS)
                .query((row, ignored) -> {
                    Integer scale = row.getObject("scale", Integer.class);
                    return new Line(
                            Unit.of(row.getString("unit")),
                            Amounts.ofUnit(scale, row.getBigDecimal("total")),
                            Amounts.ofUnit(scale, row.getBigDecimal("players")),
                            Amounts.ofUnit(scale, row.getBigDecimal("system")));
                })
                .list();
        return new TrialBalanceView(lines.stream().allMatch(line -> line.total().signum() == 0), lines);
    }
}
