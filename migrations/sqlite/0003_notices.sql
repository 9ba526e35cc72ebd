-- The outbox: what merchants are told, where to, and each attempt at telling them.

create table endpoint (
  merchant text not null,
  id text not null,
  dialect text not null,
  url text not null,
  kinds text not null,
  sealed text not null,
  created_at integer not null,
  disabled_at integer,
  body text not null,
  primary key (merchant, id),
  constraint endpoint_of_merchant foreign key (merchant) references merchant (merchant),
  constraint endpoint_lengths check (length(url) between 1 and 4000 and length(kinds) <= 4000)
) strict;

create table notice (
  merchant text not null,
  id text not null,
  dispute text not null,
  seq integer not null,
  kind text not null,
  dialect text not null,
  at integer not null,
  position integer,
  body text not null,
  primary key (merchant, id),
  constraint notice_position check (position is null or position > 0)
) strict;

create unique index notice_stream on notice (merchant, position) where position is not null;

-- Filled when a position is given, so that it costs an acceptance nothing.
create index notice_of_dispute on notice (merchant, dispute, position) where position is not null;

create index notice_unsequenced on notice (at, merchant, seq, id) where position is null;

create table delivery (
  merchant text not null,
  id text not null,
  notice text not null,
  endpoint text not null,
  state text not null,
  attempts integer not null,
  due_at integer not null,
  lease_until integer not null,
  fence integer not null,
  last_status integer,
  updated_at integer not null,
  primary key (merchant, id),
  constraint delivery_once unique (merchant, notice, endpoint),
  constraint delivery_of_notice foreign key (merchant, notice) references notice (merchant, id),
  constraint delivery_state check (state in ('pending', 'delivered', 'exhausted')),
  constraint delivery_lease_only_while_pending check (lease_until = 0 or state = 'pending'),
  constraint delivery_counts check (attempts >= 0 and fence >= 0)
) strict;

create index delivery_due on delivery (due_at) where state = 'pending';

create index delivery_due_of_endpoint on delivery (merchant, endpoint, due_at, id) where state = 'pending';

create index delivery_leased on delivery (merchant, endpoint) where lease_until > 0;

create index delivery_unfinished on delivery (merchant, state, notice) where state <> 'delivered';

-- A removed endpoint leaves no delivery waiting for ever: what was pending is visibly given up.
create trigger endpoint_removed after delete on endpoint
begin
  update delivery set state = 'exhausted', lease_until = 0 where merchant = old.merchant and endpoint = old.id and state = 'pending';
end;

create table attempt (
  merchant text not null,
  delivery text not null,
  number integer not null,
  at integer not null,
  took_ms integer not null,
  status integer,
  error text,
  answer text,
  primary key (merchant, delivery, number)
) strict;
