-- The outbox: what merchants are told, where to, and each attempt at telling them.

create table endpoint (
  merchant text collate "C" not null,
  id text collate "C" not null,
  dialect text collate "C" not null,
  url text collate "C" not null,
  kinds text collate "C" not null,
  sealed text collate "C" not null,
  created_at bigint not null,
  disabled_at bigint,
  body text collate "C" not null,
  primary key (merchant, id),
  constraint endpoint_of_merchant foreign key (merchant) references merchant (merchant),
  constraint endpoint_lengths check (length(url) between 1 and 4000 and length(kinds) <= 4000)
);

create table notice (
  merchant text collate "C" not null,
  id text collate "C" not null,
  dispute text collate "C" not null,
  seq integer not null,
  kind text collate "C" not null,
  dialect text collate "C" not null,
  at bigint not null,
  position bigint,
  body text collate "C" not null,
  primary key (merchant, id),
  constraint notice_position check (position is null or position > 0)
);

create unique index notice_stream on notice (merchant, position) where position is not null;

-- Filled when a position is given, so that it costs an acceptance nothing.
create index notice_of_dispute on notice (merchant, dispute, position) where position is not null;

create index notice_unsequenced on notice (at, merchant, seq, id) where position is null;

create table delivery (
  merchant text collate "C" not null,
  id text collate "C" not null,
  notice text collate "C" not null,
  endpoint text collate "C" not null,
  state text collate "C" not null,
  attempts integer not null,
  due_at bigint not null,
  lease_until bigint not null,
  fence integer not null,
  last_status integer,
  updated_at bigint not null,
  primary key (merchant, id),
  constraint delivery_once unique (merchant, notice, endpoint),
  constraint delivery_of_notice foreign key (merchant, notice) references notice (merchant, id),
  constraint delivery_state check (state in ('pending', 'delivered', 'exhausted')),
  constraint delivery_lease_only_while_pending check (lease_until = 0 or state = 'pending'),
  constraint delivery_counts check (attempts >= 0 and fence >= 0)
);

create index delivery_due on delivery (due_at) where state = 'pending';

create index delivery_due_of_endpoint on delivery (merchant, endpoint, due_at, id) where state = 'pending';

create index delivery_leased on delivery (merchant, endpoint) where lease_until > 0;

create index delivery_unfinished on delivery (merchant, state, notice) where state <> 'delivered';

-- A removed endpoint leaves no delivery waiting for ever: what was pending is visibly given up.
create function give_up_deliveries() returns trigger language plpgsql as $$
begin
  update delivery set state = 'exhausted', lease_until = 0 where merchant = old.merchant and endpoint = old.id and state = 'pending';
  return null;
end
$$;

create trigger endpoint_removed after delete on endpoint for each row execute function give_up_deliveries();

create table attempt (
  merchant text collate "C" not null,
  delivery text collate "C" not null,
  number integer not null,
  at bigint not null,
  took_ms bigint not null,
  status integer,
  error text collate "C",
  answer text collate "C",
  primary key (merchant, delivery, number)
);
