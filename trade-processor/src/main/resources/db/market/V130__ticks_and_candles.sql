-- What prices were: each tick as it was told, and candles of four lengths that grow with every tick. The single writer of every row is
-- the processor of the symbol's partition; candles are grown by statements that add, so nothing of them has to be read before.
--
-- Ticks and candles are kept for a while, the shorter the interval the shorter (see Retention), so they are no facts for ever;
-- the journal has every tick. Imported candles are what somebody else says of those times and are never mixed with ours.

alter table asset add column max_price_age integer;                  -- seconds; null where any age will do
alter table asset add column available numeric(28, 8);               -- what the newest tick has offered
alter table asset add constraint max_price_age_is_possible check (max_price_age > 0);

-- Who has told what, and when last. No index holds a column that changes, so that updates stay HOT.
create table tick_source (
    symbol     text        not null,
    source     text        not null,
    newest     timestamptz not null,             -- the time of its newest tick, by its own clock
    sequence   bigint,                           -- that tick's number, if it has one
    constraint tick_source_pk primary key (symbol, source)
) with (fillfactor = 75);

create table tick (
    symbol     text           not null,
    at         timestamptz    not null,          -- by the source's clock
    seq        bigint         not null,          -- the event in the journal of the symbol's partition
    source     text           not null,
    sequence   bigint,                           -- the source's number of it
    price      numeric(28, 8) not null,
    available  numeric(28, 8),
    told_at    timestamptz    not null,          -- by our clock
    constraint tick_pk primary key (symbol, at, seq)
);

create table candle (
    symbol     text           not null,
    minutes    smallint       not null,          -- that it covers
    start      timestamptz    not null,
    open       numeric(28, 8) not null,
    high       numeric(28, 8) not null,
    low        numeric(28, 8) not null,
    close      numeric(28, 8) not null,
    volume     numeric(48, 8) not null,          -- the sum of what its ticks have offered
    ticks      bigint         not null,
    price_sum  numeric(48, 8) not null,
    open_at    timestamptz    not null,
    close_at   timestamptz    not null,
    grown_at   timestamptz    not null,          -- by our clock, when last
    constraint candle_pk primary key (symbol, minutes, start),
    constraint candle_length_is_known check (minutes in (1, 5, 60, 1440))
) with (fillfactor = 75);

create table imported_candle (
    symbol     text           not null,
    minutes    smallint       not null,
    start      timestamptz    not null,
    open       numeric(28, 8) not null,
    high       numeric(28, 8) not null,
    low        numeric(28, 8) not null,
    close      numeric(28, 8) not null,
    volume     numeric(28, 8) not null,
    constraint imported_candle_pk primary key (symbol, minutes, start),
    constraint imported_candle_length_is_known check (minutes in (1, 5, 60, 1440)),
    constraint imported_candle_is_possible check (low <= open and low <= close and open <= high and close <= high and volume >= 0)
);
