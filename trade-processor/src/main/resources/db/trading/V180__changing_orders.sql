-- Orders that are triggered, replaced, or leave an exit behind.

alter table player_order add column terms_seq bigint;         -- of the event that has replaced it last, where it has been
alter table player_order add column replacing boolean not null default false;  -- its book has not answered yet
alter table player_order add column triggered_at timestamptz;
alter table player_order add column exit_limit numeric(28, 8);
alter table player_order add column exit_stop numeric(28, 8);

-- While a replacement is under way, a fill of the order as it is to be may be settled first.
alter table player_order drop constraint order_holds_nothing_in_vain;
alter table player_order add constraint order_holds_nothing_in_vain
    check (held >= 0 and (replacing or (open >= 0 and (open > 0 or held = 0))));
