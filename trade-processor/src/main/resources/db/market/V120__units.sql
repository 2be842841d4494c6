-- Units are data: currencies and virtual units can be defined while the system runs. They share the name space of the assets'
-- symbols, and the partition of the name decides, so that nothing here has to look at both tables at once.
--
-- An asset says the scale of its currency, since whoever hears of the asset may not have heard of the currency yet. It is null in
-- rows that an older version wrote, which knew the eight built-in units only.

create table unit (
    code       text     not null,
    partition  integer,                           -- of its single writer; null while nobody has changed a built-in unit
    name       text     not null,
    kind       text     not null,
    scale      smallint not null,                 -- decimals of its amounts; never changes
    status     text     not null,
    constraint unit_pk primary key (code),
    constraint unit_kind_is_known check (kind in ('CURRENCY', 'VIRTUAL')),
    constraint unit_scale_is_possible check (scale between 0 and 8),
    constraint unit_status_is_known check (status in ('OPEN', 'CLOSED'))
);

insert into unit (code, name, kind, scale, status)
values ('BTC', 'Bitcoin', 'CURRENCY', 8, 'OPEN'),
       ('DI', 'Diamonds', 'VIRTUAL', 0, 'OPEN'),
       ('ETH', 'Ether', 'CURRENCY', 8, 'OPEN'),
       ('EUR', 'Euro', 'CURRENCY', 2, 'OPEN'),
       ('GBP', 'Pound Sterling', 'CURRENCY', 2, 'OPEN'),
       ('GC', 'Gold Coins', 'VIRTUAL', 0, 'OPEN'),
       ('LP', 'Loyalty Points', 'VIRTUAL', 0, 'OPEN'),
       ('USD', 'US Dollar', 'CURRENCY', 2, 'OPEN');

alter table asset add column currency_scale smallint;
alter table asset add constraint currency_scale_is_possible check (currency_scale between 0 and 8);
