-- Who may use the gateway. No secret stands here that could be used as it is, except the private halves of the signing keys:
-- passwords are hashed with argon2id, refresh tokens and API keys are 256 random bits of which SHA-256 is kept.

-- "user" is a word of SQL.
create table member (
    user_id           uuid        not null,
    username          text        not null,
    folded            text        not null,      -- as names are compared
    password          text        not null,      -- with the name of its algorithm before it, as in {argon2}
    role              text        not null default 'PLAYER',
    account_id        uuid,                      -- null for those who do not play
    account_opened_at timestamptz,               -- null until settlement has told that it is open
    disabled_at       timestamptz,
    created_at        timestamptz not null,
    constraint member_pk primary key (user_id),
    constraint username_is_taken_once unique (folded),
    constraint role_is_known check (role in ('PLAYER', 'OPERATOR', 'ADMIN'))
);

-- One login and all refresh tokens that followed from it, each of which was good for one use. One that comes twice was stolen, by
-- whoever came first or second, so that it ends them all (RFC 9700, section 4.14.2).
create table login (
    login_id   uuid        not null,
    user_id    uuid        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at   timestamptz,
    constraint login_pk primary key (login_id),
    constraint login_of_a_member foreign key (user_id) references member on delete cascade
);

create index login_by_member on login (user_id);

create table refresh_token (
    token_hash bytea       not null,
    login_id   uuid        not null,
    issued_at  timestamptz not null,
    used_at    timestamptz,
    constraint refresh_token_pk primary key (token_hash),
    constraint refresh_token_of_a_login foreign key (login_id) references login on delete cascade
);

create index refresh_token_by_login on refresh_token (login_id);

create table api_key (
    key_id      text        not null,
    user_id     uuid        not null,
    secret_hash bytea       not null,
    name        text        not null,
    scopes      text[]      not null,
    created_at  timestamptz not null,
    expires_at  timestamptz,
    revoked_at  timestamptz,
    constraint api_key_pk primary key (key_id),
    constraint api_key_of_a_member foreign key (user_id) references member on delete cascade,
    constraint api_key_has_a_scope check (cardinality(scopes) > 0)
);

create index api_key_by_member on api_key (user_id);

-- The newest whose time has come signs; all that are here verify.
create table signing_key (
    key_id      text        not null,
    private_key bytea       not null,            -- PKCS #8
    public_key  bytea       not null,            -- X.509
    created_at  timestamptz not null,
    signs_from  timestamptz not null,
    constraint signing_key_pk primary key (key_id)
);

-- Logins, and changes of keys and roles: what an investigation asks for first.
create table audit_event (
    id         bigint      not null generated always as identity,
    at         timestamptz not null,
    kind       text        not null,
    actor      uuid,                             -- null when nobody was logged in
    subject    text        not null,             -- whom or what it is about
    address    text        not null,
    request_id text        not null,
    detail     text        not null,
    constraint audit_event_pk primary key (id)
);

create index audit_event_by_subject on audit_event (subject, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of %.% are facts: they are never changed or deleted', tg_table_schema, tg_table_name
        using errcode = 'restrict_violation';
end $$;

create trigger audit_event_is_append_only before update or delete or truncate on audit_event
    for each statement execute function refuse_change();
