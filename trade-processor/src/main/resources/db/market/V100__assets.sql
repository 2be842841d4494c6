-- Assets and what has been decided about them. The single writer of every row is the processor of the row's partition.

create table asset (
    symbol      text           not null,
    partition   integer        not null,
    name        text           not null,
    currency    text           not null,
    price       numeric(28, 8) not null,
    scale       smallint       not null,          -- decimals that a quantity may have
    status      text           not null,
    price_at    timestamptz    not null,
    constraint asset_pk primary key (symbol),
    constraint asset_has_a_price check (price > 0),
    constraint asset_scale_is_possible check (scale between 0 and 8),
    constraint asset_status_is_known check (status in ('ACTIVE', 'HALTED', 'RETIRING', 'RETIRED'))
) with (fillfactor = 75);

-- The same as in the schema trading: see there.
create table operation (
    operation_id   uuid        not null,
    fingerprint    uuid        not null,          -- of symbol and content: 128 bits of SHA-256
    command_offset bigint      not null,
    outcome_seq    bigint      not null,
    submitted_at   timestamptz not null,
    partition      integer     not null,
    constraint operation_pk primary key (operation_id, partition)
);

create trigger operation_is_append_only before update or delete or truncate on operation
    for each statement execute function refuse_change();

create table repetition (
    command_offset bigint      not null,
    journal_seq    bigint      not null,
    partition      integer     not null,
    constraint repetition_pk primary key (partition, command_offset)
);
