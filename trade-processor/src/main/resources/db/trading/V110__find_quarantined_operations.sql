-- Whoever asks for an operation may not know where its command stands: one that was set aside is found by the correlation id
-- among its headers too.

create index quarantine_by_header on quarantine using gin (headers jsonb_path_ops);
