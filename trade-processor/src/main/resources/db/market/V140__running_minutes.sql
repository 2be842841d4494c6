-- What the ticks of an asset's newest minute have come to. It is added to the candles of all lengths when a later minute begins, so
-- that a batch changes one row per asset instead of four. Whoever reads candles adds it: it is in none of them yet.

create table running_minute (
    symbol     text           not null,
    start      timestamptz    not null,
    open       numeric(28, 8) not null,
    high       numeric(28, 8) not null,
    low        numeric(28, 8) not null,
    close      numeric(28, 8) not null,
    volume     numeric(48, 8) not null,
    ticks      bigint         not null,
    price_sum  numeric(48, 8) not null,
    open_at    timestamptz    not null,
    close_at   timestamptz    not null,
    grown_at   timestamptz    not null,
    constraint running_minute_pk primary key (symbol)
) with (fillfactor = 50);
