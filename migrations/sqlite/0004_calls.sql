-- What makes a repeated call and a lost answer harmless, and settings.

create table idempotency (
  merchant text not null,
  principal text not null,
  key text not null,
  fingerprint text not null,
  answer text not null,
  at integer not null,
  primary key (merchant, principal, key),
  constraint idempotency_lengths check (length(key) between 1 and 500 and length(principal) between 1 and 200)
) strict;

create index idempotency_age on idempotency (at);

create table batch (
  merchant text not null,
  id text not null,
  at integer not null,
  primary key (merchant, id)
) strict;

create index batch_age on batch (at);

-- Settings of the whole store are kept under the empty merchant.
create table setting (
  merchant text not null,
  name text not null,
  value text not null,
  primary key (merchant, name),
  constraint setting_lengths check (length(name) between 1 and 200)
) strict;
