package dev.gembourse.leaderboard;

import dev.gembourse.exactlyonce.EngineDatabase;
import dev.gembourse.leaderboard.award.AwardStage;
import dev.gembourse.stack.database.Postgres;
import dev.gembourse.stack.fixture.SharedInfrastructure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A new database on the shared PostgreSQL, with the leaderboard's schema. */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name = "leaderboard_" + NUMBER.incrementAndGet();
    private final EngineDatabase database;

    public TestDatabase() {
        Postgres postgres = SharedInfrastructure.get().postgres();
        postgres.createDatabase(name);
        database = open();
    }

    /** Another pool of connections to the same schema. */
    public EngineDatabase open() {
        Postgres postgres = SharedInfrastructure.get().postgres();
        return EngineDatabase.open(
                url(), postgres.user(), postgres.password(), AwardStage.NAME, 6, AwardStage.MIGRATIONS);
    }

    public String url() {
        return SharedInfrastructure.get().postgres().jdbcUrl(name);
    }

    public DataSource dataSource() {
        return database.dataSource();
    }

    /** The rows of a query, each as its columns' text joined by blanks. */
    public List<String> rows(String sql) {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.append(column == 1 ? "" : " ").append(result.getString(column));
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
