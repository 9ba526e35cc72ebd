-- The bridge: accounts at providers, where their lists were read up to, what is on its way to them, and each attempt at it.

create table connection (
  merchant text not null,
  id text not null,
  dialect text not null,
  name text not null,
  url text not null,
  sealed text not null,
  state text not null,
  created_at integer not null,
  updated_at integer not null,
  body text not null,
  primary key (merchant, id),
  constraint connection_of_merchant foreign key (merchant) references merchant (merchant),
  constraint connection_state check (state in ('active', 'paused')),
  constraint connection_lengths check (length(id) between 1 and 100 and length(name) between 1 and 200 and length(url) between 1 and 4000
    and length(body) <= 20000)
) strict;

-- A notification names the connection in its path, and nothing but its signature names the merchant.
create index connection_by_id on connection (id);

create table poll (
  merchant text not null,
  connection text not null,
  due_at integer not null,
  lease_until integer not null,
  fence integer not null,
  cursor text,
  since integer,
  began_at integer,
  ended_at integer,
  failures integer not null,
  body text not null,
  primary key (merchant, connection),
  constraint poll_counts check (fence >= 0 and failures >= 0)
) strict;

create index poll_due on poll (due_at, merchant, connection);

create table word (
  merchant text not null,
  connection text not null,
  field text not null,
  word text not null,
  amount integer not null,
  primary key (merchant, connection, field, word)
) strict;

create table errand (
  merchant text not null,
  act text not null,
  dispute text not null,
  connection text not null,
  kind text not null,
  stage text not null,
  attempts integer not null,
  fence integer not null,
  lease_until integer not null,
  due_at integer not null,
  made_at integer not null,
  asked_at integer,
  unknown_at integer,
  alarmed_at integer,
  looks integer not null,
  last text,
  progress text not null,
  primary key (merchant, act),
  constraint errand_one_per_dispute unique (merchant, dispute),
  constraint errand_of_dispute foreign key (merchant, dispute) references dispute (merchant, id),
  constraint errand_kind check (kind in ('accept', 'submit')),
  constraint errand_stage check (stage in ('queued', 'asked', 'unknown', 'person')),
  constraint errand_counts check (attempts >= 0 and fence >= 0 and looks >= 0),
  constraint errand_asked check (stage not in ('asked', 'unknown') or asked_at is not null)
) strict;

create index errand_due on errand (due_at, merchant, act);

create index errand_of_connection on errand (merchant, connection, due_at, act);

-- What was on its way already is carried on.
insert into errand (merchant, act, dispute, connection, kind, stage, attempts, fence, lease_until, due_at, made_at, asked_at, unknown_at, alarmed_at,
  looks, last, progress)
select d.merchant, json_extract(d.body, '$.act.id'), d.id, d.home, json_extract(d.body, '$.act.kind'), 'unknown', 1, 0, 0, d.updated_at, d.updated_at, d.updated_at, d.updated_at, null,
  0, null, '{}'
from dispute d where d.state in ('accepting', 'submitting');

create table asking (
  merchant text not null,
  act text not null,
  number integer not null,
  part text not null,
  fence integer not null,
  at integer not null,
  outcome text,
  code text,
  status integer,
  request text,
  answer text,
  primary key (merchant, act, number, part),
  constraint asking_part check (part in ('began', 'ended')),
  constraint asking_counts check (number >= 1 and fence >= 0)
) strict;

create trigger asking_not_updated before update on asking
begin
  select raise(abort, 'attempts are never changed');
end;

create trigger asking_not_deleted before delete on asking
begin
  select raise(abort, 'attempts are never changed');
end;

create index dispute_by_home on dispute (merchant, home, id) where home <> 'house';
