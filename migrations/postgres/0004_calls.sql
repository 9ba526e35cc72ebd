-- What makes a repeated call and a lost answer harmless, and settings.

create table idempotency (
  merchant text collate "C" not null,
  principal text collate "C" not null,
  key text collate "C" not null,
  fingerprint text collate "C" not null,
  answer text collate "C" not null,
  at bigint not null,
  primary key (merchant, principal, key),
  constraint idempotency_lengths check (length(key) between 1 and 500 and length(principal) between 1 and 200)
);

create index idempotency_age on idempotency (at);

create table batch (
  merchant text collate "C" not null,
  id text collate "C" not null,
  at bigint not null,
  primary key (merchant, id)
);

create index batch_age on batch (at);

-- Settings of the whole store are kept under the empty merchant.
create table setting (
  merchant text collate "C" not null,
  name text collate "C" not null,
  value text collate "C" not null,
  primary key (merchant, name),
  constraint setting_lengths check (length(name) between 1 and 200)
);
