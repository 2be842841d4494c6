-- Orders that wait for their fills. What an order was placed with stands in the journal at (partition, placed_seq), what a fill was at
-- (partition, seq); here is what changes, and what is needed to settle the next fill.

create table player_order (
    order_id       uuid           not null,
    account_id     uuid           not null,
    partition      integer        not null,
    placed_seq     bigint         not null,
    symbol         text           not null,
    currency       text           not null,
    currency_scale smallint       not null,
    side           text           not null,
    worst          numeric(28, 8) not null,       -- price
    by_budget      boolean        not null,       -- asked and open are of the currency, otherwise of the asset
    maker_fee      smallint       not null,       -- basis points
    taker_fee      smallint       not null,
    asked          numeric(28, 8) not null,
    open           numeric(28, 8) not null,       -- neither filled nor ended
    held           numeric(28, 8) not null,       -- of the currency to buy, of the asset to sell
    filled         numeric(28, 8) not null,       -- of the asset
    paid           numeric(38, 8) not null,       -- what that was worth, fees apart
    fees           numeric(38, 8) not null,
    status         text           not null,
    reason         text,                          -- why it has ended
    version        integer        not null,
    changed_at     timestamptz    not null,
    constraint player_order_pk primary key (order_id),
    constraint order_holds_nothing_in_vain check (open >= 0 and held >= 0 and (open > 0 or held = 0)),
    constraint order_side_is_known check (side in ('BUY', 'SELL'))
) with (fillfactor = 75);

-- An account's orders, newest first. An order enters it once and never moves in it, so updates stay HOT.
create index player_order_by_account on player_order (account_id, placed_seq);

-- Those that can still be filled, which are few. An order leaves it once.
create index open_order_by_account on player_order (account_id, placed_seq) where reason is null;

create table order_fill (
    partition  integer not null,
    placed_seq bigint  not null,                  -- of the order
    seq        bigint  not null,                  -- of the fill
    constraint order_fill_pk primary key (partition, placed_seq, seq)
);

create trigger order_fill_is_append_only before update or delete or truncate on order_fill
    for each statement execute function refuse_change();

revoke update, delete, truncate on order_fill from public, current_user;

-- Where both sides of a fill meet.
alter table ledger_account drop constraint system_owner_is_known;
alter table ledger_account add constraint system_owner_is_known
    check (system_owner in ('TREASURY', 'HOUSE', 'FEES', 'CLEARING', 'EXCHANGE')) not valid;
