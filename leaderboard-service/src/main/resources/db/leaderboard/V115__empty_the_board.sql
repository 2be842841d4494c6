-- A rebuild empties the board. Whoever runs the service may do that and no more: to truncate a table takes a right that would
-- be for any moment.

create function empty_board() returns void
    language sql security definer set search_path from current as 'truncate player, award';
