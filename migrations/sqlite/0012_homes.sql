-- What is open at a connection, oldest first, and what ended there, by when it last changed: so the round that reads a long list finds how
-- far back it has to go without looking at all that ever came over. Disputes of the house are in neither, and what lives elsewhere in one.

create index dispute_open_at_home on dispute (merchant, home, opened_at, id)
  where home <> 'house' and state in ('needs_response', 'accepting', 'submitting', 'under_review');

create index dispute_ended_at_home on dispute (merchant, home, updated_at, opened_at, state)
  where home <> 'house' and state not in ('needs_response', 'accepting', 'submitting', 'under_review');
