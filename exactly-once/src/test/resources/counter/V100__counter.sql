-- A stage for tests: how much was deposited per account, and every command that was counted.
create table counter (
    account_id text    not null,
    total      numeric not null,
    constraint counter_pk primary key (account_id)
);

create table counted (
    partition  integer not null,
    place      bigint  not null,
    constraint counted_pk primary key (partition, place)
);
