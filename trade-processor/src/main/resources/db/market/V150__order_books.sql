-- Order books: what waits in them, and where each one is. The single writer of every row is the processor of the symbol's partition, which
-- keeps what is in use in memory; an order that does not wait has no row here.

alter table asset add column maker_fee smallint;             -- basis points; null where there is no book
alter table asset add column taker_fee smallint;
alter table asset add column limited boolean;                -- whether the house has a limited volume

create table book (
    symbol         text           not null,
    partition      integer        not null,
    next_sequence  bigint         not null,      -- of orders, which is their priority in time
    next_execution bigint         not null,
    last_price     numeric(28, 8),               -- of the newest tick or execution
    house_price    numeric(28, 8),
    house_quantity numeric(28, 8) not null,      -- what is left of what the house offers
    constraint book_pk primary key (symbol)
) with (fillfactor = 50);

-- No index holds the column that changes, so that updates stay HOT.
create table resting_order (
    symbol      text           not null,
    sequence    bigint         not null,
    order_id    uuid           not null,
    account_id  uuid           not null,
    side        text           not null,
    limit_price numeric(28, 8) not null,
    best_price  numeric(28, 8),                  -- beyond which it is not filled either; null for most
    open        numeric(28, 8) not null,
    constraint resting_order_pk primary key (symbol, sequence),
    constraint resting_order_is_open check (open > 0),
    constraint resting_order_side_is_known check (side in ('BUY', 'SELL'))
) with (fillfactor = 75);
