-- Orders that wait for the last price to reach something, and orders that expire; trading that halts where a price moves too far.

alter table asset add column price_band smallint;            -- basis points; null for any distance

alter table book add column told_time bigint not null default 0;          -- how late it is there, in milliseconds of the epoch
alter table book add column halted boolean not null default false;

alter table resting_order add column type text not null default 'LIMIT';
alter table resting_order add column worst_price numeric(28, 8);          -- at which it is held
update resting_order set worst_price = limit_price;
alter table resting_order alter column worst_price set not null;
alter table resting_order add column stop_price numeric(28, 8);           -- the last price that triggers it
alter table resting_order add column trail bigint;                        -- in 10⁻⁸, or basis points below 0
alter table resting_order add column peak_price numeric(28, 8);           -- the best price since it came, where nobody later knows a better one
alter table resting_order add column self_trade text not null default 'CANCEL_NEWEST';
alter table resting_order add column expires_at timestamptz;

alter table resting_order alter column type drop default;
alter table resting_order alter column self_trade drop default;

-- What the timer looks for. An order enters it once and leaves it once.
create index resting_order_by_expiry on resting_order (expires_at) where expires_at is not null;
