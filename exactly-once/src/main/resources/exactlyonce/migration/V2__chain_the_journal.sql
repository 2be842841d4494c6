-- Each row of the journal carries the SHA-256 of itself and of the hash before it in its partition, so that nobody can change a
-- fact without changing every later hash. Rows that are older have none: a partition's chain begins at its first row that has one.
--
-- An instance of the version before writes rows without a hash, so it has to be stopped before a newer one settles its partitions;
-- otherwise `verify` calls the first such row broken.

alter table journal add column hash bytea;
alter table journal add constraint journal_hash_is_sha256 check (octet_length(hash) = 32);

alter table progress add column journal_hash bytea not null default decode(repeat('00', 32), 'hex'); -- of the last row
alter table progress add constraint progress_journal_hash_is_sha256 check (octet_length(journal_hash) = 32);
