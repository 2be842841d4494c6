-- A short position is what a player owes of an asset: a balance of the bucket SHORT that is never above 0, with a margin in the bucket
-- HELD of its currency. Constraints that only admit more need not look at the rows that there are: every one of them has passed the
-- stricter constraint.

alter table ledger_account drop constraint bucket_is_known;
alter table ledger_account add constraint bucket_is_known
    check (bucket in ('AVAILABLE', 'HELD') or bucket = 'SHORT' and system_owner is null) not valid;

alter table ledger_account drop constraint player_never_owes;
alter table ledger_account add constraint player_owes_only_what_is_short
    check (system_owner is not null or case bucket when 'SHORT' then balance <= 0 else balance >= 0 end) not valid;

alter table transfer drop constraint transfer_kind_is_known;
alter table transfer add constraint transfer_kind_is_known
    check (kind in ('DEPOSIT', 'WITHDRAWAL', 'TRADE', 'FEE', 'TOP_UP', 'BONUS', 'PURCHASE',
                    'GIFT', 'GIFT_RETURN', 'REVERSAL', 'HOLD', 'RELEASE')) not valid;

-- Whether the account may sell what it does not hold, as the last event about it has left it.
alter table account add column may_short boolean not null default false;
