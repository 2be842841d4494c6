package dev.gembourse.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A connection that is lost around COMMIT: the engine cannot know the outcome, and each record takes effect once. */
class UnknownCommitTest {

    private final CounterFixture counter = new CounterFixture();

    @AfterEach
    void stop() {
        counter.close();
    }

    @Test
    void theConnectionIsLostBeforeTheServerHasCommitted() throws Exception {
        // Sleeps within the first COMMIT; a sequence is not rolled back, so only there.
        counter.execute("create sequence commits");
        counter.execute("""
                create function sleep_in_first_commit() returns trigger language plpgsql as $$
                begin
                    if nextval('commits') = 1 then perform pg_sleep(30); end if;
                    return null;
                end $$
                """);
        counter.execute("""
                create constraint trigger sleep_in_first_commit after insert on counted deferrable initially deferred
                   for each row execute function sleep_in_first_commit()
                """);
        counter.start();
        counter.send(1, "first").get();

        await().atMost(CounterFixture.SOON).until(() -> counter.number("""
                        select count(*) filter (where pg_terminate_backend(pid))
                          from pg_stat_activity
                         where datname = current_database() and query ilike 'commit' and wait_event = 'PgSleep'
                        """) == 1);
        counter.sendMany(0, 100, 10);

        counter.awaitTotal(101);
        counter.expectWholeJournal();
        counter.expectEachCountedOnce(101);
        assertThat(counter.faults(EngineMetrics.Fault.PASSING)).isPositive();
    }

    @Test
    void theConnectionIsLostAfterTheServerHasCommitted() throws Exception {
        LosingAnswers losing = new LosingAnswers(counter.database.dataSource(), 3);
        counter.start(new CounterStage(), counter.quick("max-batch-records", "20"), losing);

        counter.sendMany(0, 200, 10);

        counter.awaitTotal(200);
        counter.expectWholeJournal();
        counter.expectEachCountedOnce(200);
        assertThat(losing.left.get()).isNotPositive();
        assertThat(counter.faults(EngineMetrics.Fault.PASSING)).isGreaterThanOrEqualTo(3);
        assertThat(counter.faults(EngineMetrics.Fault.POISON)).isZero();
    }

    /** Ends the session of the first few commits after the server has done them and before anybody is told. */
    private final class LosingAnswers extends DelegatingDataSource {

        private final AtomicInteger left;

        LosingAnswers(DataSource dataSource, int answers) {
            super(dataSource);
            left = new AtomicInteger(answers);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection real = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        try {
                            Object result = method.invoke(real, arguments);
                            if (method.getName().equals("commit") && left.getAndDecrement() > 0) {
                                endSession(real);
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private void endSession(Connection connection) throws SQLException {
            int session = connection.unwrap(PGConnection.class).getBackendPID();
            assertThat(counter.texts("select pg_terminate_backend(" + session + ", 5000)::text"))
                    .containsExactly("true");
            throw new SQLException("the answer to COMMIT was lost", "08006");
        }
    }
}
