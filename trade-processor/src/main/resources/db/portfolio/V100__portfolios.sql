-- What accounts have made of their money, as a projection of trading.events.v1 (ADR 30). Everything here can be made anew from the topic.
-- Single writer of an account's rows: the thread that holds the partition's row in progress.

-- An account's book of a currency or virtual unit as it was at the end of each hour in which it changed; the newest row is the present one.
create table book (
    account_id   uuid           not null,
    currency     text           not null,
    hour         timestamptz    not null,
    cash         numeric(48, 8) not null,
    deposits     numeric(48, 8) not null,          -- less withdrawals, gifts included
    realised     numeric(48, 8) not null,          -- against the gross basis, before fees
    realised_net numeric(48, 8) not null,          -- as settlement's books say
    fees         numeric(48, 8) not null,
    wins         bigint         not null,
    losses       bigint         not null,
    break_even   bigint         not null,
    constraint book_pk primary key (account_id, currency, hour),
    constraint book_counts_closings_that_stand check (wins >= 0 and losses >= 0 and break_even >= 0)
) with (fillfactor = 75);

-- What an account holds of an asset now, or below 0 owes of it.
create table holding (
    account_id   uuid           not null,
    symbol       text           not null,
    currency     text           not null,
    quantity     numeric(48, 8) not null,
    basis        numeric(48, 8) not null,          -- what it has cost without fees
    net_basis    numeric(48, 8) not null,          -- what it has cost by settlement's books
    lots         integer        not null,          -- how many of its lots are open
    constraint holding_pk primary key (account_id, symbol)
) with (fillfactor = 75);

-- What it held at the end of each hour in which that changed.
create table holding_hour (
    account_id   uuid           not null,
    symbol       text           not null,
    hour         timestamptz    not null,
    quantity     numeric(48, 8) not null,
    basis        numeric(48, 8) not null,
    constraint holding_hour_pk primary key (account_id, symbol, hour)
) with (fillfactor = 75);

-- What is still open of each buy or short sale.
create table lot (
    account_id   uuid           not null,
    symbol       text           not null,
    seq          bigint         not null,          -- the trade's place in the journal
    trade        uuid           not null,
    opened_at    timestamptz    not null,
    price        numeric(48, 8) not null,
    quantity     numeric(48, 8) not null,
    amount       numeric(48, 8) not null,
    fee          numeric(48, 8) not null,
    constraint lot_pk primary key (account_id, symbol, seq),
    constraint lot_is_open check (quantity > 0)
) with (fillfactor = 75);

-- What has closed lots: a trade, or the reversal of one that had opened them.
create table closing (
    operation_id uuid           not null,
    account_id   uuid           not null,
    symbol       text           not null,
    currency     text           not null,
    seq          bigint         not null,
    at           timestamptz    not null,
    is_trade     boolean        not null,
    basis        numeric(48, 8) not null,
    realised     numeric(48, 8) not null,
    realised_net numeric(48, 8) not null,
    reversed     boolean        not null,
    constraint closing_pk primary key (account_id, operation_id)  -- partitions may share an operation's id
);

-- For the best and the worst of an account.
create index closing_by_result on closing (account_id, currency, realised_net) where is_trade and not reversed;

create table closed_lot (
    account_id   uuid           not null,
    seq          bigint         not null,          -- of what has closed it
    n            smallint       not null,
    symbol       text           not null,
    currency     text           not null,
    is_short     boolean        not null,
    quantity     numeric(48, 8) not null,
    entry_price  numeric(48, 8) not null,
    entry_amount numeric(48, 8) not null,
    entry_fee    numeric(48, 8) not null,
    exit_price   numeric(48, 8) not null,
    exit_amount  numeric(48, 8) not null,
    exit_fee     numeric(48, 8) not null,
    opened_seq   bigint         not null,
    opened_at    timestamptz    not null,
    closed_at    timestamptz    not null,
    opened_by    uuid           not null,
    closed_by    uuid           not null,
    reversed     boolean        not null,          -- what has closed it was taken back, so it is open again
    constraint closed_lot_pk primary key (account_id, seq, n)
);

-- The newest trades of each asset, whoever made them; what is old is deleted.
create table tape (
    symbol       text           not null,
    at           timestamptz    not null,
    partition    integer        not null,
    seq          bigint         not null,
    side         text           not null,
    quantity     numeric(48, 8) not null,
    price        numeric(48, 8) not null,
    constraint tape_pk primary key (symbol, at, partition, seq)
);

-- Each time everything was made anew from offset 0. Nothing is shown of a partition before it is as far as it was.
create table rebuild (
    number       integer     not null,
    partition    integer     not null,
    until_seq    bigint      not null,
    why          text        not null,
    requested_at timestamptz not null default now(),
    constraint rebuild_pk primary key (number, partition)
);

-- Where the journal is older than these tables, its end is what they have to reach first.
do $$
begin
    if to_regclass('trading.journal') is not null then
        insert into rebuild (number, partition, until_seq, why)
        select 1, partition, max(seq), 'the tables are new'
          from trading.journal
         group by partition;
    end if;
end $$;

create trigger rebuild_is_append_only before update or delete or truncate on rebuild
    for each statement execute function refuse_change();

-- Whoever runs the service may empty the projection and no more: to truncate a table takes a right that would be for any moment.
create function empty_portfolios() returns void
    language sql security definer set search_path from current
    as 'truncate book, holding, holding_hour, lot, closing, closed_lot, tape';
