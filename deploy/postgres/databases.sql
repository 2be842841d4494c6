-- The database "trading" is made by the image; this adds the leaderboard's own.
create database leaderboard owner gembourse;

-- The services connect as this role, to which nothing belongs. When they start they migrate as "gembourse", who owns the tables and
-- gives this role what it needs: to read and to add, and to change what is no fact.
\getenv password POSTGRES_PASSWORD
create role gembourse_service login password :'password';

-- The gateway's own, which nobody else needs.
create role gembourse_gateway login password :'password';
create database gateway owner gembourse_gateway;
