-- What people make of the queue for themselves: disputes put aside until an instant, and filters kept under a name.

alter table dispute add column snoozed_until bigint;

create table saved_view (
  merchant text collate "C" not null,
  person text collate "C" not null,
  id text collate "C" not null,
  place integer not null,
  name text collate "C" not null,
  view text collate "C" not null,
  filter text collate "C" not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (merchant, id),
  constraint saved_view_of_merchant foreign key (merchant) references merchant (merchant),
  constraint saved_view_place_once unique (merchant, person, place),
  constraint saved_view_name_once unique (merchant, person, name),
  constraint saved_view_place check (place between 1 and 20),
  constraint saved_view_lengths check (length(person) between 1 and 100 and length(id) between 1 and 100 and length(name) between 1 and 60
    and length(view) between 1 and 40 and length(filter) <= 500)
);

do $$
begin
  if exists (select from pg_roles where rolname = 'parley_app') then
    grant select, insert, update, delete on saved_view to parley_app;
  end if;
end
$$;
