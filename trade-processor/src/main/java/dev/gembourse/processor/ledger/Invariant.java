package dev.gembourse.processor.ledger;

/**
 * What must hold of the ledger and the journals at every moment. Each is a query that finds where it does not: no row means
 * that it holds, a row says in words what was expected and what was found.
 */
public enum Invariant {
    /** What enters one ledger account leaves another. */
    UNITS_SUM_TO_ZERO("""
            select format('expected the balances of %s to sum to 0 but got %s', unit, sum(balance)) as finding
              from trading.ledger_account
             group by unit
            having sum(balance) <> 0
             limit 20
            """),

    /** A balance is the sum of the account's transfers. */
    BALANCES_ARE_SUMS_OF_TRANSFERS("""
            select format('expected ledger account %s to have %s by its transfers but got %s',
                          a.id, coalesce(moved.amount, 0), a.balance) as finding
              from trading.ledger_account a
              left join (select id, sum(amount) as amount
                           from (select credit as id, amount from trading.transfer
                                 union all
                                 select debit, -amount from trading.transfer) as leg
                          group by id) as moved on moved.id = a.id
             where a.balance <> coalesce(moved.amount, 0)
             limit 20
            """),

    /** The balance before a transfer is the balance after the one before it, and 0 before the first. */
    CHAINS_ARE_UNBROKEN("""
            select format('expected transfer %s.%s.%s to find %s in ledger account %s but it found %s',
                          partition, seq, n, previous, id, after - amount) as finding
              from (select id, partition, seq, n, amount, after,
                           lag(after, 1, 0.0) over (partition by id order by seq, n) as previous
                      from (select credit as id, partition, seq, n, amount, credit_balance as after
                              from trading.transfer
                            union all
                            select debit, partition, seq, n, -amount, debit_balance
                              from trading.transfer) as leg) as chain
             where after - amount <> previous
             limit 20
            """),

    /**
     * Of the newest transfers only, so that it can be looked at often: chains, and the balances they lead to. Limits and the
     * offset keep PostgreSQL from joining whole tables first.
     */
    NEWEST_CHAINS_ARE_UNBROKEN("""
            with moved as (
                select t.*
                  from trading.progress p
                 cross join lateral (select *
                                       from trading.journal
                                      where partition = p.partition and seq <= p.journal_seq
                                      order by seq desc
                                      limit 250) as j
                  join trading.account a on a.account_id = j.key::uuid
                 cross join lateral (select * from trading.transfer where player = a.number and seq = j.seq offset 0) as t),
            leg as (
                select credit as id, partition, seq, n, amount, credit_balance as after from moved
                union all
                select debit, partition, seq, n, -amount, debit_balance from moved)
            select format('expected transfer %s.%s.%s and what follows it to agree about ledger account %s',
                          chain.partition, seq, n, chain.id) as finding
              from (select id, partition, seq, n, after, lead(after - amount) over w as next, row_number() over newest as age
                      from leg
                    window w as (partition by id order by seq, n), newest as (partition by id order by seq desc, n desc)
                   ) as chain
              join trading.ledger_account a on a.id = chain.id
             where after <> next or (age = 1 and after <> a.balance)
             limit 20
            """),

    /** Only system accounts may be below zero, and what a player owes of an asset is never above. */
    PLAYERS_NEVER_OWE("""
            select format('expected ledger account %s of player %s to have at %s 0 %s but got %s',
                          id, account_id, case bucket when 'SHORT' then 'most' else 'least' end, unit, balance) as finding
              from trading.ledger_account
             where account_id is not null and case bucket when 'SHORT' then balance > 0 else balance < 0 end
             limit 20
            """),

    /**
     * What is held of a unit is the sum of the margins of all that the player owes, 150 % of its basis, rounded half-even, and of what is held
     * for orders.
     */
    HOLDS_ADD_UP("""
            with owed as (
                select s.account_id, a.currency as unit, u.scale, -s.cost_basis * 1.5 as exact
                  from trading.ledger_account s
                  join market.asset a on a.symbol = s.unit
                  join market.unit u on u.code = a.currency
                 where s.bucket = 'SHORT'),
            margin as (
                select account_id, unit,
                       sum(round(exact, scale) - case when round(exact, scale) - exact = 0.5 * power(10::numeric, -scale)
                                                       and mod(round(exact, scale) * power(10::numeric, scale), 2) <> 0
                                                      then power(10::numeric, -scale) else 0 end) as amount
                  from owed
                 group by account_id, unit),
            due as (
                select account_id, unit, sum(amount) as amount
                  from (select account_id, unit, amount from margin
                        union all
                        select account_id, case side when 'BUY' then currency else symbol end, held
                          from trading.player_order
                         where open > 0) as each
                 group by account_id, unit),
            held as (
                select account_id, unit, balance as amount
                  from trading.ledger_account
                 where bucket = 'HELD' and account_id is not null)
            select format('expected player %s to have %s %s held for what is owed and for orders but got %s',
                          account_id, coalesce(m.amount, 0), unit, coalesce(h.amount, 0)) as finding
              from due m
              full join held h using (account_id, unit)
             where coalesce(m.amount, 0) <> coalesce(h.amount, 0)
             limit 20
            """),

    /** An asset is held or owed, never both. */
    POSITIONS_HAVE_ONE_DIRECTION("""
            select format('expected player %s to hold or to owe %s but got %s and %s',
                          s.account_id, s.unit, l.balance, s.balance) as finding
              from trading.ledger_account s
              join trading.ledger_account l on l.account_id = s.account_id and l.unit = s.unit and l.bucket = 'AVAILABLE'
             where s.bucket = 'SHORT' and s.balance <> 0 and l.balance <> 0
             limit 20
            """),

    /** Both sides of a transfer count its unit, in its partition; exactly one is the player's, or both where it is held or released. */
    TRANSFERS_FIT_THEIR_ACCOUNTS("""
            select format('expected transfer %s.%s.%s of %s to fit ledger accounts %s and %s',
                          t.partition, t.seq, t.n, t.unit, t.debit, t.credit) as finding
              from trading.transfer t
              left join trading.ledger_account d on d.id = t.debit
              left join trading.ledger_account c on c.id = t.credit
              left join trading.account a on a.number = t.player
             where (d.unit, d.partition, c.unit, c.partition) is distinct from (t.unit, t.partition, t.unit, t.partition)
                or coalesce(d.account_id, c.account_id) is distinct from a.account_id
                or case t.kind when 'HOLD' then (d.account_id, d.bucket, c.bucket) is distinct from (c.account_id, 'AVAILABLE', 'HELD')
                               when 'RELEASE' then (d.account_id, d.bucket, c.bucket) is distinct from (c.account_id, 'HELD', 'AVAILABLE')
                               else num_nonnulls(d.account_id, c.account_id) <> 1 end
             limit 20
            """),

    /** Over all partitions, no more is received of gifts than was sent. */
    CLEARING_NEVER_OWES("""
            select format('expected the clearing of %s to be at least 0 but got %s', unit, sum(balance)) as finding
              from trading.ledger_account
             where account_id is null and system_owner = 'CLEARING'
             group by unit
            having sum(balance) < 0
             limit 20
            """),

    /** A gift is received or comes back once, as much as was sent, by whom it was sent to or by the sender. */
    GIFTS_END_AS_SENT("""
            with step as (
                select partition, seq, type, key, correlation_id, convert_from(value, 'UTF8')::jsonb -> 'data' as data
                  from trading.journal
                 where type in ('dev.gembourse.trading.GiftSent.v1',
                                'dev.gembourse.trading.GiftReceived.v1',
                                'dev.gembourse.trading.GiftReturned.v1')),
            ended as (
                select *, data ->> 'gift' as gift,
                       coalesce(data ->> 'from', key) as sender,
                       coalesce(data ->> 'to', key) as recipient,
                       count(*) over (partition by data ->> 'gift', coalesce(data ->> 'from', key)) as times
                  from step
                 where type <> 'dev.gembourse.trading.GiftSent.v1')
            select format('expected event %s.%s to end a gift as it was sent, once, but got %s, %s times: %s',
                          e.partition, e.seq, s.data, e.times, e.data) as finding
              from ended e
              left join step s on s.type = 'dev.gembourse.trading.GiftSent.v1' and s.correlation_id = e.gift and s.key = e.sender
             where e.times > 1
                or (s.data -> 'money', s.data ->> 'to') is distinct from (e.data -> 'money', e.recipient)
             limit 20
            """),

    /**
     * What is in clearing is on its way: no gift has been sent for long while the partition whose turn it is (the recipient's, or the
     * sender's after a refusal) has settled newer things since.
     * Costs next to nothing while clearing is empty.
     */
    GIFTS_END_IN_TIME("""
            with owed as (
                select unit
                  from trading.ledger_account
                 where account_id is null and system_owner = 'CLEARING'
                 group by unit
                having sum(balance) > 0),
            newest as (
                select j.partition, j.recorded_at
                  from trading.progress p
                  join trading.journal j on j.partition = p.partition and j.seq = p.journal_seq),
            sent as (
                select partition, seq, recorded_at, key as sender, correlation_id as gift,
                       convert_from(value, 'UTF8')::jsonb -> 'data' ->> 'to' as recipient
                  from trading.journal
                 where type = 'dev.gembourse.trading.GiftSent.v1' and exists (select from owed)),
            step as (
                select type, data ->> 'gift' as gift, coalesce(data ->> 'from', key) as sender
                  from (select type, key, convert_from(value, 'UTF8')::jsonb -> 'data' as data
                          from trading.journal
                         where type in ('dev.gembourse.trading.GiftReceived.v1', 'dev.gembourse.trading.GiftRefused.v1',
                                        'dev.gembourse.trading.GiftReturned.v1')
                           and exists (select from owed)) as read),
            ended as (select gift, sender from step where type <> 'dev.gembourse.trading.GiftRefused.v1'),
            refused as (select gift, sender from step where type = 'dev.gembourse.trading.GiftRefused.v1'),
            waiting as (
                select s.*, case when r.gift is null then a.partition else s.partition end as next
                  from sent s
                  left join trading.account a on a.account_id = s.recipient::uuid
                  left join refused r on r.gift = s.gift and r.sender = s.sender
                  left join ended e on e.gift = s.gift and e.sender = s.sender
                 where e.gift is null)
            select format('expected gift %s, sent by event %s.%s, to end within 15 minutes but it is in clearing since %s: look for its'
                          || ' command in quarantine and rewind partition %s to it, or adopt that partition at its next offset, which'
                          || ' sends what was lost again',
                          w.gift, w.partition, w.seq, w.recorded_at, coalesce(w.next::text, 'of ' || w.recipient)) as finding
              from waiting w
             where w.recorded_at + interval '15 minutes' < (select max(recorded_at)
                                                              from newest n
                                                             where n.partition = coalesce(w.next, n.partition))
             limit 20
            """),

    /** What was taken back moved the other way round, each transfer of it, and nothing else did. */
    REVERSALS_MIRROR_THEIR_ORIGINALS("""
            with pair as (
                select r.operation_id, r.partition, a.number as player, o.outcome_seq as original, b.outcome_seq as reversal
                  from trading.reversal r
                  left join trading.operation o on o.operation_id = r.operation_id and o.partition = r.partition
                  left join trading.operation b on b.operation_id = r.reversal_id and b.partition = r.partition
                  left join trading.journal j on j.partition = r.partition and j.seq = o.outcome_seq
                  left join trading.account a on a.account_id = j.key::uuid),
            moved as (
                select p.operation_id, t.debit, t.credit, t.amount
                  from pair p
                  join trading.transfer t on t.player = p.player and t.seq = p.original),
            returned as (
                select p.operation_id, t.credit, t.debit, t.amount
                  from pair p
                  join trading.transfer t on t.player = p.player and t.seq = p.reversal)
            select format('expected operation %s to be taken back as it was booked but %s from %s to %s was not',
                          operation_id, amount, debit, credit) as finding
              from ((select * from moved except all select * from returned)
                    union all
                    (select * from returned except all select * from moved)) as differing
             limit 20
            """),

    /** Nothing moves without an event. */
    TRANSFERS_COME_FROM_EVENTS("""
            select format('expected an event in the journal for transfer %s.%s.%s', t.partition, t.seq, t.n) as finding
              from trading.transfer t
              left join trading.journal j on j.partition = t.partition and j.seq = t.seq
             where j.seq is null
             limit 20
            """),

    /** The events of a partition are numbered from 1 on without a gap, up to what progress says. */
    JOURNALS_HAVE_NO_GAP("""
            select format('expected journal %s.%s to have events 1 to %s but got %s, from %s to %s',
                          area, partition, journal_seq, events, lowest, highest) as finding
              from (select 'trading' as area, p.partition, p.journal_seq, count(j.seq) as events,
                           coalesce(min(j.seq), 1) as lowest, coalesce(max(j.seq), 0) as highest
                      from trading.progress p
                      left join trading.journal j on j.partition = p.partition
                     group by p.topic, p.partition
                    union all
                    select 'market', p.partition, p.journal_seq, count(j.seq),
                           coalesce(min(j.seq), 1), coalesce(max(j.seq), 0)
                      from market.progress p
                      left join market.journal j on j.partition = p.partition
                     group by p.topic, p.partition) as journals
             where (events, lowest, highest) <> (journal_seq, 1, journal_seq)
             limit 20
            """),

    /** Every operation has exactly one outcome, and every outcome is that of an operation. */
    OPERATIONS_HAVE_ONE_OUTCOME("""
            select format('expected one operation and one outcome at journal %s.%s.%s but got operation %s and event %s',
                          area, partition, seq, operation_id, correlation_id) as finding
              from (select 'trading' as area, coalesce(o.partition, j.partition) as partition,
                           coalesce(o.outcome_seq, j.seq) as seq, o.operation_id, j.correlation_id
                      from trading.operation o
                      full join (select * from trading.journal
                                  where type <> 'dev.gembourse.trading.CommandRepeated.v1') as j
                        on j.partition = o.partition and j.seq = o.outcome_seq
                    union all
                    select 'market', coalesce(o.partition, j.partition), coalesce(o.outcome_seq, j.seq),
                           o.operation_id, j.correlation_id
                      from market.operation o
                      full join (select * from market.journal
                                  where type not in ('dev.gembourse.market.MarketCommandRepeated.v1',
                                                     'dev.gembourse.market.AssetRetirementBegun.v1',
                                                     'dev.gembourse.market.TradingHalted.v1')
                                    and (type <> 'dev.gembourse.market.BookUpdated.v1'
                                         or (convert_from(value, 'UTF8')::jsonb -> 'data' ->> 'concludesOperation')::boolean)) as j
                        on j.partition = o.partition and j.seq = o.outcome_seq) as pairs
             where operation_id::text is distinct from correlation_id
             limit 20
            """);

    private final String query;

    Invariant(String query) {
        this.query = query;
    }

    String query() {
        return query;
    }
}
