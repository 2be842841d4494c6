package dev.gembourse.exactlyonce;

import java.sql.SQLException;

/** The stage could not load or write a batch, for a reason that lies in the records and not in the database. */
final class PoisonBatch extends RuntimeException {

    PoisonBatch(Throwable cause) {
        super("a batch cannot be loaded or written", cause);
    }

    /**
     * Whether a database error comes from the values that were to be written: data exceptions, violated constraints and
     * exceeded limits. Anything else, from a lost connection to a missing table, is no record's fault.
     */
    static boolean isFaultOfTheRecords(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith("22")
                        || state.startsWith("23")
                        || state.startsWith("21")
                        || state.startsWith("54"));
    }
}
