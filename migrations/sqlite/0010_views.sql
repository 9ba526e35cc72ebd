-- What people make of the queue for themselves: disputes put aside until an instant, and filters kept under a name.

alter table dispute add column snoozed_until integer;

create table saved_view (
  merchant text not null,
  person text not null,
  id text not null,
  place integer not null,
  name text not null,
  view text not null,
  filter text not null,
  created_at integer not null,
  updated_at integer not null,
  primary key (merchant, id),
  constraint saved_view_of_merchant foreign key (merchant) references merchant (merchant),
  constraint saved_view_place_once unique (merchant, person, place),
  constraint saved_view_name_once unique (merchant, person, name),
  constraint saved_view_place check (place between 1 and 20),
  constraint saved_view_lengths check (length(person) between 1 and 100 and length(id) between 1 and 100 and length(name) between 1 and 60
    and length(view) between 1 and 40 and length(filter) <= 500)
) strict;
