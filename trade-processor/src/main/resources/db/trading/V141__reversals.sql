-- What was taken back, and by what. An operation is taken back once: its key says so whatever the rules say. The reversal is an
-- operation like any other, with its own outcome in the journal.

create table reversal (
    operation_id uuid    not null,
    reversal_id  uuid    not null,
    partition    integer not null,
    constraint operation_is_reversed_once primary key (operation_id, partition)
);

create trigger reversal_is_append_only before update or delete or truncate on reversal
    for each statement execute function refuse_change();

revoke update, delete, truncate on reversal from public, current_user;

alter table transfer drop constraint transfer_kind_is_known;
alter table transfer add constraint transfer_kind_is_known
    check (kind in ('DEPOSIT', 'WITHDRAWAL', 'TRADE', 'FEE', 'TOP_UP', 'BONUS', 'PURCHASE',
                    'GIFT', 'GIFT_RETURN', 'REVERSAL')) not valid;
