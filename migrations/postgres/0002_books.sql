-- The books: every posting names both sides, and a balance is the sum of what was posted.

create table posting (
  merchant text collate "C" not null,
  dispute text collate "C" not null,
  seq integer not null,
  leg integer not null,
  code text collate "C" not null,
  dialect text collate "C" not null,
  from_account text collate "C" not null,
  to_account text collate "C" not null,
  currency text collate "C" not null,
  amount bigint not null,
  at bigint not null,
  primary key (merchant, dispute, seq, leg),
  constraint posting_amount_positive check (amount > 0),
  constraint posting_moves check (from_account <> to_account),
  constraint posting_currency check (length(currency) = 3),
  constraint posting_counts check (seq >= 1 and leg >= 0)
);

create index posting_at on posting (merchant, at, dispute, seq, leg);

create table balance (
  merchant text collate "C" not null,
  dialect text collate "C" not null,
  account text collate "C" not null,
  currency text collate "C" not null,
  amount bigint not null,
  primary key (merchant, dialect, account, currency),
  constraint balance_currency check (length(currency) = 3)
);
