package dev.gembourse.exactlyonce;

import org.postgresql.core.Oid;

/** PostgreSQL's types, as far as {@link Rows} writes them, with the numbers by which the server knows them. */
enum ColumnType {
    TEXT(Oid.TEXT, Oid.TEXT_ARRAY),
    BIGINT(Oid.INT8, Oid.INT8_ARRAY),
    INTEGER(Oid.INT4, Oid.INT4_ARRAY),
    SMALLINT(Oid.INT2, Oid.INT2_ARRAY),
    NUMERIC(Oid.NUMERIC, Oid.NUMERIC_ARRAY),
    UUID(Oid.UUID, Oid.UUID_ARRAY),
    TIMESTAMPTZ(Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY),
    BOOLEAN(Oid.BOOL, Oid.BOOL_ARRAY),
    BYTEA(Oid.BYTEA, Oid.BYTEA_ARRAY),
    JSONB(Oid.JSONB, Oid.JSONB_ARRAY);

    final int element;
    final int array;

    ColumnType(int element, int array) {
        this.element = element;
        this.array = array;
    }
}
