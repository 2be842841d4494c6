package dev.gembourse.simulator;

import dev.gembourse.simulator.Session.RowKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The server: tables, sessions, locks, and transactions whose end nobody has been told. */
final class Database {

    final Map<RowKey, Session> locks = new LinkedHashMap<>();
    private final World world;
    private final Map<String, Table> tables;
    private final Set<Session> sessions = new LinkedHashSet<>();
    private final List<OpenEnd> limbo = new ArrayList<>();
    private boolean away;
    private long lastNumber;

    /** A transaction whose client is gone, and whether the client had asked for the commit. */
    private record OpenEnd(Session session, boolean mayCommit) {}

    Database(World world) {
        this.world = world;
        this.tables = Schema.tables();
    }

    Table table(String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("expected a table " + name);
        }
        return table;
    }

    /** A block of a sequence, which no rollback gives back. */
    long nextBlock(long size) {
        lastNumber += size;
        return lastNumber - size + 1;
    }

    Session open(String schema) throws SQLException {
        world.pass("connects to %s", schema);
        mustBeThere();
        Session session = new Session(world, this, schema);
        sessions.add(session);
        return session;
    }

    void close(Session session) {
        if (sessions.remove(session)) {
            session.rollback();
        }
    }

    /** Before each statement. */
    void ask(Session session, String what) throws SQLException {
        world.pass("%s", what);
        mustBeThere();
        session.used();
        if (world.chance(world.faults.statement)) {
            leave(session, false);
            throw lost("the connection is lost before " + what);
        }
    }

    void commit(Session session) throws SQLException {
        world.pass("commits");
        mustBeThere();
        session.used();
        if (!world.chance(world.faults.commit)) {
            session.commit();
            world.pass("has committed");
            return;
        }
        switch (world.below(3)) {
            case 0 -> {
                world.trace("the connection is lost before the commit");
                session.end();
            }
            case 1 -> {
                world.trace("the connection is lost after the commit");
                session.commit();
                session.end();
            }
            default -> leave(session, true);
        }
        throw lost("the connection is lost at the commit");
    }

    /** The client is gone; the server finds that out later, and by then it may have committed. */
    void leave(Session session, boolean mayCommit) {
        if (sessions.remove(session)) {
            world.trace("a transaction's end is open");
            limbo.add(new OpenEnd(session, mayCommit));
        }
    }

    /** A process has died: its sessions are left to themselves. */
    void abandon(Task process) {
        for (Session session : List.copyOf(sessions)) {
            if (session.owner == process) {
                leave(session, false);
            }
        }
    }

    boolean hasLimbo() {
        return !limbo.isEmpty();
    }

    /** Ends a transaction whose client is gone. */
    void resolveLimbo() {
        OpenEnd open = limbo.remove(world.below(limbo.size()));
        boolean commits = open.mayCommit() && world.below(2) == 0;
        world.trace(commits ? "an open end: the server commits" : "an open end: the server rolls back");
        if (commits) {
            open.session().commit();
        }
        open.session().end();
    }

    boolean isAway() {
        return away;
    }

    /** The server dies, or is started again. */
    void goAway(boolean now) {
        away = now;
        world.trace(now ? "the database goes away" : "the database is back");
        if (now) {
            sessions.forEach(Session::end);
            limbo.forEach(open -> open.session().end());
            sessions.clear();
            limbo.clear();
        }
    }

    boolean isFree(RowKey row) {
        Session holder = locks.get(row);
        if (holder != null && holder.isIdleForLong()) {
            world.trace("an idle session is ended");
            holder.end();
            sessions.remove(holder);
        }
        return !locks.containsKey(row);
    }

    /** I6 and I5, at each commit: a partition's place never goes back, and nothing is published that is not committed. */
    void watch(Table table, @Nullable Row before, Row after) {
        if (before == null || !table.name.endsWith(".progress")) {
            return;
        }
        for (String column : List.of("next_offset", "source_seq", "journal_seq", "published_seq")) {
            Findings.require(
                    before.number(column) <= after.number(column),
                    "I6: %s of %s went back from %s to %s",
                    column,
                    table,
                    before,
                    after);
        }
    }

    private void mustBeThere() throws SQLException {
        if (away) {
            throw lost("the database is away");
        }
    }

    static SQLException lost(String why) {
        return new SQLException(why, "08006");
    }
}
