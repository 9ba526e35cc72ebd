-- Events and postings are never changed. SQLite has no roles: triggers refuse.

create trigger event_not_updated before update on event
begin
  select raise(abort, 'events are never changed');
end;

create trigger event_not_deleted before delete on event
begin
  select raise(abort, 'events are never changed');
end;

create trigger posting_not_updated before update on posting
begin
  select raise(abort, 'postings are never changed');
end;

create trigger posting_not_deleted before delete on posting
begin
  select raise(abort, 'postings are never changed');
end;
