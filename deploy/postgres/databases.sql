-- The database "trading" is made by the image; this adds the leaderboard's own.
create database leaderboard owner gembourse;
