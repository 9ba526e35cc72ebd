-- The books: every posting names both sides, and a balance is the sum of what was posted.

create table posting (
  merchant text not null,
  dispute text not null,
  seq integer not null,
  leg integer not null,
  code text not null,
  dialect text not null,
  from_account text not null,
  to_account text not null,
  currency text not null,
  amount integer not null,
  at integer not null,
  primary key (merchant, dispute, seq, leg),
  constraint posting_amount_positive check (amount > 0),
  constraint posting_moves check (from_account <> to_account),
  constraint posting_currency check (length(currency) = 3),
  constraint posting_counts check (seq >= 1 and leg >= 0)
) strict;

create index posting_at on posting (merchant, at, dispute, seq, leg);

create table balance (
  merchant text not null,
  dialect text not null,
  account text not null,
  currency text not null,
  amount integer not null,
  primary key (merchant, dialect, account, currency),
  constraint balance_currency check (length(currency) = 3)
) strict;
