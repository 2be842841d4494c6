package dev.gembourse.bench.peer;

import java.util.Locale;

/** What can be measured beside settlement. */
public enum Peer {
    FIRST("a listener and a transaction per message, Spring Data JDBC"),
    TUNED("a transaction per message, prepared statements"),
    BATCH("a transaction per poll, JDBC batches"),
    CEILING("the rows alone: COPY in batches of 1,000, nothing read"),
    PGBENCH("pgbench, TPC-B-like, prepared, 8 clients: transactions");

    private final String description;

    Peer(String description) {
        this.description = description;
    }

    /** As an argument and in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this machine has the program of {@link #PGBENCH}. */
    public static boolean isPgBenchInstalled() {
        return PgBench.isInstalled();
    }

    public String description() {
        return description;
    }
}
