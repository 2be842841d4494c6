-- What nobody can use any more is deleted after a while. These find it without looking through what is in use.

create index login_by_end on login (least(expires_at, ended_at));
create index api_key_by_end on api_key (least(expires_at, revoked_at));

-- A user's keys are listed in the order in which they were made.

drop index api_key_by_member;
create index api_key_by_member on api_key (user_id, created_at, key_id);
