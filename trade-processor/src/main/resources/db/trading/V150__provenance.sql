-- Who has asked for an operation, where that was no client of ours but a partner's message. The operation's id is derived from the two,
-- so a row that names somebody else is found out. Operations of our own clients have no row here and cost nothing.

create table provenance (
    operation_id uuid    not null,
    partition    integer not null,
    source       text    not null,                -- the CloudEvents source of the partner
    causation_id text    not null,                -- what the partner calls its message
    constraint operation_has_one_provenance primary key (partition, operation_id),
    constraint provenance_names_somebody check (source <> '' and causation_id <> '')
);

create trigger provenance_is_append_only before update or delete or truncate on provenance
    for each statement execute function refuse_change();

revoke update, delete, truncate on provenance from public, current_user;
