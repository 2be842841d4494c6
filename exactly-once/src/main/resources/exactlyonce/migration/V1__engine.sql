-- Tables of the exactly-once engine, in the schema of one stage. The row in progress is the duplicate guard, the fence
-- against former owners, the ordering lock and the source of the gap-free journal sequence, all in one.

create table progress (
    topic           text        not null,
    partition       integer     not null,
    next_offset     bigint      not null default 0,   -- the first input record that has not taken effect
    leader_epoch    integer,                          -- of the last record that took effect
    source_seq      bigint      not null default 0,   -- last journal sequence taken from the input, where it is a journal
    source_seen     bigint      not null default 0,   -- highest one seen there; beyond source_seq while one is missing
    journal_seq     bigint      not null default 0,   -- last sequence number given out in our journal
    published_seq   bigint      not null default 0,   -- every event up to here is on Kafka
    topic_id        text        not null,
    cluster_id      text        not null,
    partition_count integer     not null,
    takeovers       integer     not null default 0,   -- owners that began to settle since the last committed batch
    suspect_offset  bigint,                           -- record that is being tried alone
    suspect_tries   integer     not null default 0,   -- times that it has been tried
    interventions   integer     not null default 0,   -- times that an operator has moved next_offset: part of the fence
    settled_at      timestamptz not null default now(),
    constraint progress_pk primary key (topic, partition),
    constraint progress_is_forward check (next_offset >= 0 and journal_seq >= published_seq and published_seq >= 0)
) with (fillfactor = 50);

create table journal (
    partition      integer     not null,
    seq            bigint      not null,
    key            text        not null,
    type           text        not null,
    correlation_id text        not null,
    recorded_at    timestamptz not null,
    value          bytea       not null,
    constraint journal_pk primary key (partition, seq)
);

create table quarantine (
    topic          text        not null,
    partition      integer     not null,
    "offset"       bigint      not null,
    reason         text        not null,
    detail         text        not null,
    key            bytea,
    headers        jsonb       not null,
    value          bytea,
    recorded_at    timestamptz not null,
    constraint quarantine_pk primary key (topic, partition, "offset")
);

-- Facts are added, never changed. Rewinding and repair go through audited commands, not through these tables.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of %.% are facts: they are never changed or deleted', tg_table_schema, tg_table_name
        using errcode = 'restrict_violation';
end $$;

create trigger journal_is_append_only before update or delete or truncate on journal
    for each statement execute function refuse_change();

-- Each time an operator has moved a partition's place by hand, and why.
create table intervention (
    id           bigint      not null generated always as identity,
    recorded_at  timestamptz not null,
    kind         text        not null,
    topic        text        not null,
    partition    integer     not null,
    from_offset  bigint      not null,
    to_offset    bigint      not null,
    why          text        not null,
    constraint intervention_pk primary key (id),
    constraint intervention_has_a_reason check (why <> '')
);

create trigger intervention_is_append_only before update or delete or truncate on intervention
    for each statement execute function refuse_change();
