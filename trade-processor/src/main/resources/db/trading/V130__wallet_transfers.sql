-- Top-ups, bonuses and purchases move amounts between the treasury and a player. The rows that are there keep a narrower rule,
-- so they need not be looked through; a table of transfers can be long.

alter table transfer drop constraint transfer_kind_is_known;
alter table transfer add constraint transfer_kind_is_known
    check (kind in ('DEPOSIT', 'WITHDRAWAL', 'TRADE', 'FEE', 'TOP_UP', 'BONUS', 'PURCHASE')) not valid;
