package dev.gembourse.gateway.partner;

import dev.gembourse.events.partner.PartnerName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All partners, also those that were disabled. */
@Component
class Partners {

    private static final String COLUMNS = "name, source, created_at, disabled_at";

    private final JdbcClient sql;

    Partners(JdbcClient sql) {
        this.sql = sql;
    }

    /** Whether the partner was added; not when its name or its source is somebody's. */
    boolean add(Partner partner) {
        return sql.sql("""
                insert into partner (name, source, created_at)
                values (:name, :source, :created)
                    on conflict do nothing
                """)
                        .param("name", partner.name().value())
                        .param("source", partner.source())
                        .param("created", partner.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Partner> find(PartnerName name) {
        return sql.sql("select " + COLUMNS + " from partner where name = :name")
                .param("name", name.value())
                .query(Partners::read)
                .optional();
    }

    /** Partners in the order of their names, after one of them. */
    List<Partner> list(@Nullable PartnerName after, int limit) {
        return sql.sql("select " + COLUMNS + " from partner where name > :after order by name limit :limit")
                .param("after", after == null ? "" : after.value())
                .param("limit", limit)
                .query(Partners::read)
                .list();
    }

    /** Whether it was a partner until now. */
    boolean disable(PartnerName name, Instant now) {
        return sql.sql("update partner set disabled_at = :now where name = :name and disabled_at is null")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("name", name.value())
                        .update()
                == 1;
    }

    private static Partner read(ResultSet row, int ignored) throws SQLException {
        Timestamp disabled = row.getTimestamp("disabled_at");
        return new Partner(
                new PartnerName(row.getString("name")),
                row.getString("source"),
                row.getTimestamp("created_at").toInstant(),
                disabled == null ? null : disabled.toInstant());
    }
}
