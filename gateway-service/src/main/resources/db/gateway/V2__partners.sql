-- Partners: other services that write to Kafka for accounts they were granted. A partner is disabled and never removed: its name and
-- its source are parts of operations' ids, and must not mean somebody else one day.
create table partner (
    name        text        not null,
    source      text        not null,            -- of its CloudEvents
    created_at  timestamptz not null,
    disabled_at timestamptz,
    constraint partner_pk primary key (name),
    constraint source_is_of_one_partner unique (source)
);

create table partner_grant (
    name        text        not null,
    account_id  uuid        not null,
    permissions text[]      not null,
    granted_at  timestamptz not null,
    constraint partner_grant_pk primary key (name, account_id),
    constraint grant_to_a_partner foreign key (name) references partner,
    constraint grant_permits_something check (cardinality(permissions) > 0)
);

create index partner_grant_by_account on partner_grant (account_id);

-- Records of partners that were not relayed. A record that is read again is the same row; one of a topic that was made anew has
-- another time.
create table partner_quarantine (
    id          bigint      not null generated always as identity,
    name        text        not null,            -- as in the topic's name; there need not be such a partner
    topic       text        not null,
    partition   integer     not null,
    "offset"    bigint      not null,
    written_at  timestamptz not null,            -- as Kafka tells
    reason      text        not null,
    detail      text        not null,
    headers     jsonb       not null,
    key         bytea,
    value       bytea,                           -- the beginning of one that is too large
    size        integer     not null,            -- of the whole value
    recorded_at timestamptz not null,
    constraint partner_quarantine_pk primary key (id),
    constraint record_is_set_aside_once unique (topic, partition, "offset", written_at)
);

create index partner_quarantine_by_name on partner_quarantine (name, id);

create trigger partner_quarantine_is_append_only before update or delete or truncate on partner_quarantine
    for each statement execute function refuse_change();

create trigger partner_is_never_removed before delete or truncate on partner
    for each statement execute function refuse_change();
