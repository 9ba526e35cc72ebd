-- Nothing here: SQLite keeps no statistics unless it is asked to, and finds a row by the index that fits the question best.
select 1;
