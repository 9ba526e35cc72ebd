-- The desk: the people who sign in, the sessions they have, who is preparing what, and whose a dispute is.

create table person (
  merchant text collate "C" not null,
  id text collate "C" not null,
  name text collate "C" not null,
  lookup text collate "C" not null,
  role text collate "C" not null,
  password text collate "C" not null,
  revision integer not null,
  created_at bigint not null,
  updated_at bigint not null,
  disabled_at bigint,
  primary key (merchant, id),
  constraint person_of_merchant foreign key (merchant) references merchant (merchant),
  constraint person_role check (role in ('viewer', 'operator', 'admin')),
  constraint person_revision check (revision >= 1),
  constraint person_lengths check (length(id) between 1 and 100 and length(name) between 1 and 100 and length(lookup) between 1 and 200
    and length(password) between 1 and 500)
);

-- Who signs in gives a name and no merchant. That a name is one person's in the whole server is kept by holder.
create index person_lookup on person (lookup);

-- A session is good while its person still has the revision it was made under. The demo's belongs to no merchant.
create table session (
  merchant text collate "C" not null,
  id text collate "C" not null,
  person text collate "C" not null,
  revision integer not null,
  created_at bigint not null,
  seen_at bigint not null,
  expires_at bigint not null,
  body text collate "C" not null,
  primary key (merchant, id),
  constraint session_times check (seen_at >= created_at and expires_at > created_at),
  constraint session_lengths check (length(id) between 1 and 200 and length(person) between 1 and 100 and length(body) <= 4000)
);

-- The cookie names no merchant: the keyed hash of its token is how the merchant becomes known.
create index session_by_id on session (id);

create index session_of_person on session (merchant, person, created_at);

create index session_expires on session (expires_at);

create table preparing (
  merchant text collate "C" not null,
  dispute text collate "C" not null,
  person text collate "C" not null,
  name text collate "C" not null,
  kind text collate "C" not null,
  since bigint not null,
  until bigint not null,
  primary key (merchant, dispute, person),
  constraint preparing_times check (until >= since),
  constraint preparing_lengths check (length(person) between 1 and 100 and length(name) between 1 and 100 and length(kind) between 1 and 40)
);

create index preparing_until on preparing (until);

alter table dispute add column owner text collate "C" constraint dispute_owner_length check (owner is null or length(owner) between 1 and 100);

create index dispute_owner on dispute (merchant, owner, coalesce(respond_by, 9007199254740991), id)
  where owner is not null and state in ('needs_response', 'accepting', 'submitting', 'under_review');

create index event_at on event (merchant, at, dispute, seq);

do $$
begin
  if exists (select from pg_roles where rolname = 'parley_app') then
    grant select, insert, update, delete on person, session, preparing to parley_app;
  end if;
end
$$;
