package dev.gembourse.processor.ops;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the stages' progress. */
@Component
class ProgressTable {

    private static final String OF_STAGE = """
            select topic, partition, next_offset, journal_seq, published_seq, settled_at
              from (select 'trading' as stage, p.* from trading.progress p
                    union all
                    select 'market', p.* from market.progress p
                    union all
                    select 'portfolio', p.* from portfolio.progress p) as progress
             where stage = :stage
             order by topic, partition
            """;

    private final JdbcClient reads;

    ProgressTable(JdbcClient reads) {
        this.reads = reads;
    }

    List<ProgressView> of(String stage) {
        return reads.sql(OF_STAGE)
                .param("stage", stage)
                .query((row, ignored) -> view(stage, row))
                .list();
    }

    private static ProgressView view(String stage, ResultSet row) throws SQLException {
        return new ProgressView(
                stage,
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("next_offset"),
                row.getLong("journal_seq"),
                row.getLong("published_seq"),
                row.getObject("settled_at", OffsetDateTime.class).toInstant());
    }
}
