-- What nobody can use any more is deleted after a while. These find it without looking through what is in use.

create index refresh_token_by_use on refresh_token (used_at) where used_at is not null;
create index login_by_end on login (least(expires_at, ended_at));
create index api_key_by_end on api_key (least(expires_at, revoked_at));
