-- The desk: the people who sign in, the sessions they have, who is preparing what, and whose a dispute is.

create table person (
  merchant text not null,
  id text not null,
  name text not null,
  lookup text not null,
  role text not null,
  password text not null,
  revision integer not null,
  created_at integer not null,
  updated_at integer not null,
  disabled_at integer,
  primary key (merchant, id),
  constraint person_of_merchant foreign key (merchant) references merchant (merchant),
  constraint person_role check (role in ('viewer', 'operator', 'admin')),
  constraint person_revision check (revision >= 1),
  constraint person_lengths check (length(id) between 1 and 100 and length(name) between 1 and 100 and length(lookup) between 1 and 200
    and length(password) between 1 and 500)
) strict;

-- Who signs in gives a name and no merchant. That a name is one person's in the whole server is kept by holder.
create index person_lookup on person (lookup);

-- A session is good while its person still has the revision it was made under. The demo's belongs to no merchant.
create table session (
  merchant text not null,
  id text not null,
  person text not null,
  revision integer not null,
  created_at integer not null,
  seen_at integer not null,
  expires_at integer not null,
  body text not null,
  primary key (merchant, id),
  constraint session_times check (seen_at >= created_at and expires_at > created_at),
  constraint session_lengths check (length(id) between 1 and 200 and length(person) between 1 and 100 and length(body) <= 4000)
) strict;

-- The cookie names no merchant: the keyed hash of its token is how the merchant becomes known.
create index session_by_id on session (id);

create index session_of_person on session (merchant, person, created_at);

create index session_expires on session (expires_at);

create table preparing (
  merchant text not null,
  dispute text not null,
  person text not null,
  name text not null,
  kind text not null,
  since integer not null,
  until integer not null,
  primary key (merchant, dispute, person),
  constraint preparing_times check (until >= since),
  constraint preparing_lengths check (length(person) between 1 and 100 and length(name) between 1 and 100 and length(kind) between 1 and 40)
) strict;

create index preparing_until on preparing (until);

alter table dispute add column owner text constraint dispute_owner_length check (owner is null or length(owner) between 1 and 100);

create index dispute_owner on dispute (merchant, owner, coalesce(respond_by, 9007199254740991), id)
  where owner is not null and state in ('needs_response', 'accepting', 'submitting', 'under_review');

create index event_at on event (merchant, at, dispute, seq);
