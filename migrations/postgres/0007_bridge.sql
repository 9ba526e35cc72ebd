-- The bridge: accounts at providers, where their lists were read up to, what is on its way to them, and each attempt at it.

create table connection (
  merchant text collate "C" not null,
  id text collate "C" not null,
  dialect text collate "C" not null,
  name text collate "C" not null,
  url text collate "C" not null,
  sealed text collate "C" not null,
  state text collate "C" not null,
  created_at bigint not null,
  updated_at bigint not null,
  body text collate "C" not null,
  primary key (merchant, id),
  constraint connection_of_merchant foreign key (merchant) references merchant (merchant),
  constraint connection_state check (state in ('active', 'paused')),
  constraint connection_lengths check (length(id) between 1 and 100 and length(name) between 1 and 200 and length(url) between 1 and 4000
    and length(body) <= 20000)
);

-- A notification names the connection in its path, and nothing but its signature names the merchant.
create index connection_by_id on connection (id);

create table poll (
  merchant text collate "C" not null,
  connection text collate "C" not null,
  due_at bigint not null,
  lease_until bigint not null,
  fence integer not null,
  cursor text collate "C",
  since bigint,
  began_at bigint,
  ended_at bigint,
  failures integer not null,
  body text collate "C" not null,
  primary key (merchant, connection),
  constraint poll_counts check (fence >= 0 and failures >= 0)
);

create index poll_due on poll (due_at, merchant, connection);

create table word (
  merchant text collate "C" not null,
  connection text collate "C" not null,
  field text collate "C" not null,
  word text collate "C" not null,
  amount bigint not null,
  primary key (merchant, connection, field, word)
);

create table errand (
  merchant text collate "C" not null,
  act text collate "C" not null,
  dispute text collate "C" not null,
  connection text collate "C" not null,
  kind text collate "C" not null,
  stage text collate "C" not null,
  attempts integer not null,
  fence integer not null,
  lease_until bigint not null,
  due_at bigint not null,
  made_at bigint not null,
  asked_at bigint,
  unknown_at bigint,
  alarmed_at bigint,
  looks integer not null,
  last text collate "C",
  progress text collate "C" not null,
  primary key (merchant, act),
  constraint errand_one_per_dispute unique (merchant, dispute),
  constraint errand_of_dispute foreign key (merchant, dispute) references dispute (merchant, id),
  constraint errand_kind check (kind in ('accept', 'submit')),
  constraint errand_stage check (stage in ('queued', 'asked', 'unknown', 'person')),
  constraint errand_counts check (attempts >= 0 and fence >= 0 and looks >= 0),
  constraint errand_asked check (stage not in ('asked', 'unknown') or asked_at is not null)
);

create index errand_due on errand (due_at, merchant, act);

create index errand_of_connection on errand (merchant, connection, due_at, act);

-- What was on its way already is carried on.
insert into errand (merchant, act, dispute, connection, kind, stage, attempts, fence, lease_until, due_at, made_at, asked_at, unknown_at, alarmed_at,
  looks, last, progress)
select d.merchant, d.body::json -> 'act' ->> 'id', d.id, d.home, d.body::json -> 'act' ->> 'kind', 'unknown', 1, 0, 0, d.updated_at, d.updated_at, d.updated_at, d.updated_at, null,
  0, null, '{}'
from dispute d where d.state in ('accepting', 'submitting');

create table asking (
  merchant text collate "C" not null,
  act text collate "C" not null,
  number integer not null,
  part text collate "C" not null,
  fence integer not null,
  at bigint not null,
  outcome text collate "C",
  code text collate "C",
  status integer,
  request text collate "C",
  answer text collate "C",
  primary key (merchant, act, number, part),
  constraint asking_part check (part in ('began', 'ended')),
  constraint asking_counts check (number >= 1 and fence >= 0)
);

create trigger asking_unchanged before update or delete on asking for each row execute function refuse_change();

create trigger asking_not_truncated before truncate on asking for each statement execute function refuse_change();

create index dispute_by_home on dispute (merchant, home, id) where home <> 'house';

do $$
begin
  if exists (select from pg_roles where rolname = 'parley_app') then
    execute format('grant select, insert, update, delete on all tables in schema %I to parley_app', current_schema());
    revoke update, delete on event, posting, asking from parley_app;
    revoke insert, update, delete on parley_migration from parley_app;
  end if;
end
$$;
