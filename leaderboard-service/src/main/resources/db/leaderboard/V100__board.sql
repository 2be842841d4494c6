-- The board as a projection of trading.events.v1: who plays, and what each settled trade earned. Single writer of the rows of
-- a partition: the thread that holds the partition's row in progress. Everything here can be rebuilt from the topic.

create table player (
    account_id  uuid        not null,
    partition   integer     not null,
    username    text        not null,
    gems        bigint      not null,
    trade_count bigint      not null,
    reached_at  timestamptz not null,   -- when the player came to have these gems; ties are listed in this order
    constraint player_pk primary key (account_id),
    constraint player_has_a_gem_per_trade check (trade_count >= 0 and gems >= trade_count)
) with (fillfactor = 75);               -- scores change in place: no index on them, room on the page

-- Keyed by the event that earned it, so no award can be given twice.
create table award (
    partition   integer not null,
    source_seq  bigint  not null,       -- the trade's place in trading.events.v1
    account_id  uuid    not null,
    gems        integer not null,       -- bonus included
    trade_count bigint  not null,       -- which of the player's trades it was
    constraint award_pk primary key (partition, source_seq),
    constraint award_is_positive check (gems > 0 and trade_count > 0)
);

-- Each time the board is rebuilt from offset 0. Events up to told_seq are in our journal already, so they are not told again.
create table rebuild (
    number       integer     not null,
    partition    integer     not null,
    told_seq     bigint      not null,  -- last place in trading.events.v1 whose consequences the journal has
    why          text        not null,
    requested_at timestamptz not null default now(),
    constraint rebuild_pk primary key (number, partition)
);

create trigger rebuild_is_append_only before update or delete or truncate on rebuild
    for each statement execute function refuse_change();
