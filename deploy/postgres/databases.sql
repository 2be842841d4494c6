-- The database "trading" is made by the image; this adds the leaderboard's own.
create database leaderboard owner gembourse;

-- The services connect as this role, to which nothing belongs. When they start they migrate as "gembourse", who owns the tables and
-- gives this role what it needs: to read and to add, and to change what is no fact.
\getenv service_password SERVICE_PASSWORD
create role gembourse_service login password :'service_password';

-- The gateway's own, which nobody else needs.
\getenv gateway_password GATEWAY_PASSWORD
create role gembourse_gateway login password :'gateway_password';
create database gateway owner gembourse_gateway;
