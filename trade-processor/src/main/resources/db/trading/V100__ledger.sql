-- Accounts, the double-entry ledger, and what has been decided. The single writer of every row is the processor of the
-- row's partition; username_claim alone is written by all of them.
--
-- What one trade costs here: 1 operation, 2 transfers (3 with a fee), and 2 updates of balances per account and batch, not per
-- trade. There is no table of trades and none of statements: which there are is read from transfer_pk, what they were from the
-- transfers and the journal.

-- Names of accounts and ledger accounts: 8 bytes instead of 16, in the order of creation. Each call hands out a block.
create sequence number increment by 1000;

create table account (
    account_id  uuid        not null,
    number      bigint      not null,
    partition   integer     not null,
    username    text        not null,
    created_at  timestamptz not null,
    constraint account_pk primary key (account_id),
    constraint account_has_its_own_number unique (number)
);

create table username_claim (
    folded      text        not null,             -- as names are compared
    account_id  uuid        not null,
    constraint username_is_taken_once primary key (folded)
);

-- A balance is a cached sum of transfers. No index holds a column that changes and pages keep room, so that updates stay HOT.
create table ledger_account (
    id           bigint         not null,
    partition    integer        not null,
    account_id   uuid,                            -- a player's, or
    system_owner text,                            -- the system's, once per partition
    unit         text           not null,         -- currency or asset
    bucket       text           not null,
    balance      numeric(38, 8) not null,
    cost_basis   numeric(38, 8) not null,         -- of an asset: what is left of its cost, in the asset's currency
    realised_pnl numeric(38, 8) not null,
    constraint ledger_account_pk primary key (id),
    constraint ledger_account_exists_once unique nulls not distinct (account_id, unit, bucket, system_owner, partition),
    constraint ledger_account_has_one_owner check (num_nonnulls(account_id, system_owner) = 1),
    constraint system_owner_is_known check (system_owner in ('TREASURY', 'HOUSE', 'FEES')),
    constraint bucket_is_known check (bucket in ('AVAILABLE', 'HELD')),
    constraint player_never_owes check (system_owner is not null or balance >= 0)
) with (fillfactor = 75);

-- Who holds an asset, for retiring it. One entry per ledger account, none per trade.
create index ledger_account_by_unit on ledger_account (unit);

-- The only way value moves: an amount of one unit leaves one ledger account and enters another.
--
-- Its one index serves an account's statement and trades, newest first by keyset, and finds the transfers of an event through
-- its account; the unit is there so that the trades of one symbol are found without visiting the others. An index in the order
-- of writing beside it was measured at 60 % more index space and half again as many insertions per trade, and nothing that is
-- asked often needs it: the audit reads everything anyway.
create table transfer (
    seq            bigint         not null,       -- the event in the partition's journal that made it
    debit          bigint         not null,       -- the ledger account that gives
    credit         bigint         not null,       -- the ledger account that receives
    player         bigint         not null,       -- account.number of the player concerned
    at             timestamptz    not null,
    partition      integer        not null,       -- the player's
    n              smallint       not null,       -- its place among the transfers of the event; 0 is a trade's asset
    kind           text           not null,
    unit           text           not null,
    amount         numeric(38, 8) not null,
    debit_balance  numeric(38, 8) not null,       -- of the giving account afterwards
    credit_balance numeric(38, 8) not null,       -- of the receiving account afterwards
    constraint transfer_pk primary key (player, seq, n) include (unit),
    constraint transfer_moves_something check (amount > 0),
    constraint transfer_has_two_sides check (debit <> credit),
    constraint transfer_kind_is_known check (kind in ('DEPOSIT', 'WITHDRAWAL', 'TRADE', 'FEE'))
);

create trigger transfer_is_append_only before update or delete or truncate on transfer
    for each statement execute function refuse_change();

revoke update, delete, truncate on transfer from public, current_user;

-- What has been decided, for good: the outcome is the journal's row (partition, outcome_seq) and is not copied. The id is the
-- client's and the only random key here. The partition is part of the key because each partition decides for itself.
create table operation (
    operation_id   uuid        not null,
    fingerprint    uuid        not null,          -- of account and content: 128 bits of SHA-256
    command_offset bigint      not null,          -- the record that asked first
    outcome_seq    bigint      not null,
    submitted_at   timestamptz not null,
    partition      integer     not null,
    constraint operation_pk primary key (operation_id, partition)
);

create trigger operation_is_append_only before update or delete or truncate on operation
    for each statement execute function refuse_change();

-- Records that asked again for what had been decided, and were answered so; seen again, they are passed over.
create table repetition (
    command_offset bigint      not null,
    journal_seq    bigint      not null,
    partition      integer     not null,
    constraint repetition_pk primary key (partition, command_offset)
);

-- The first event of a partition's journal at or after a time; one past the last when there is none. Times never decrease along
-- a journal and its numbers have no gap, so this is a binary search, about 30 look-ups in the primary key.
create function first_seq_at(in_partition integer, since timestamptz) returns bigint
    language plpgsql stable strict set search_path from current as $$
declare
    low    bigint := 1;
    high   bigint := coalesce((select max(seq) from journal where partition = in_partition), 0) + 1;
    middle bigint;
begin
    while low < high loop
        middle := (low + high) / 2;
        if (select recorded_at from journal where partition = in_partition and seq = middle) >= since then
            high := middle;
        else
            low := middle + 1;
        end if;
    end loop;
    return low;
end $$;
