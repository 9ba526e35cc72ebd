-- No round looks for what ended at a connection any more: whoever reads a list reads all of it. Each end of a dispute paid for this index.

drop index dispute_ended_at_home;
