-- Merchants, what they present to prove who they are, their payments and disputes, and what happened to each dispute.

create table merchant (
  merchant text not null,
  name text not null,
  created_at integer not null,
  body text not null,
  primary key (merchant),
  constraint merchant_named check (length(merchant) between 1 and 100 and length(name) between 1 and 500)
) strict;

create table credential (
  merchant text not null,
  id text not null,
  dialect text not null,
  scope text not null,
  lookup text not null,
  see_all integer not null,
  public text not null,
  sealed text,
  created_at integer not null,
  expires_at integer,
  revoked_at integer,
  primary key (merchant, id),
  constraint credential_of_merchant foreign key (merchant) references merchant (merchant),
  constraint credential_lengths check (length(id) between 1 and 100 and length(lookup) between 1 and 200 and length(public) <= 4000),
  constraint credential_sees check (see_all in (0, 1))
) strict;

-- The lookup comes before the merchant is known: it is how the merchant becomes known.
create index credential_lookup on credential (lookup);

create table payment (
  merchant text not null,
  id text not null,
  currency text not null,
  captured integer,
  refunded integer not null,
  returned integer not null,
  overridden integer not null,
  primary key (merchant, id),
  constraint payment_of_merchant foreign key (merchant) references merchant (merchant),
  constraint payment_currency check (length(currency) = 3),
  constraint payment_lengths check (length(id) between 1 and 500),
  constraint payment_amounts check (refunded >= 0 and returned >= 0 and (captured is null or captured >= 0)),
  constraint payment_override check (overridden in (0, 1)),
  constraint payment_never_returned_twice check (overridden = 1 or captured is null or refunded + returned <= captured)
) strict;

create table dispute (
  merchant text not null,
  id text not null,
  dialect text not null,
  home text not null,
  their_id text not null,
  state text not null,
  phase text not null,
  category text not null,
  currency text not null,
  amount integer not null,
  respond_by integer,
  wake_at integer,
  payment text not null,
  opened_at integer not null,
  updated_at integer not null,
  revision integer not null,
  cycle integer not null,
  chain text not null,
  search text not null,
  body text not null,
  primary key (merchant, id),
  constraint dispute_theirs_once unique (merchant, dialect, their_id),
  constraint dispute_of_payment foreign key (merchant, payment) references payment (merchant, id),
  constraint dispute_dialect check (dialect in ('native', 'alipay', 'afterpay', 'omise', 'moov', 'ahrvo')),
  constraint dispute_state check (state in ('needs_response', 'accepting', 'submitting', 'under_review', 'accepted', 'won', 'lost',
    'expired', 'withdrawn', 'prevented', 'refunded')),
  constraint dispute_phase check (phase in ('alert', 'inquiry', 'chargeback', 'pre_arbitration', 'arbitration', 'compliance', 'unknown')),
  constraint dispute_wakes_only_while_open check (wake_at is null or state in ('needs_response', 'accepting', 'submitting', 'under_review')),
  constraint dispute_deadline_wakes check (state <> 'needs_response' or respond_by is null or wake_at is not null),
  constraint dispute_money check (amount >= 0 and length(currency) = 3),
  constraint dispute_counts check (revision >= 1 and cycle >= 0),
  constraint dispute_lengths check (length(id) between 1 and 100 and length(their_id) between 1 and 500 and length(search) <= 1000
    and length(body) <= 2000000)
) strict;

-- The queue holds open disputes only, so that its cost does not grow with the closed ones. No deadline sorts last.
create index dispute_queue on dispute (merchant, coalesce(respond_by, 9007199254740991), id)
  where state in ('needs_response', 'accepting', 'submitting', 'under_review');

create index dispute_opened on dispute (merchant, opened_at, id);

create index dispute_by_state on dispute (merchant, state, opened_at, id);

create index dispute_by_payment on dispute (merchant, payment, opened_at, id);

create index dispute_wake on dispute (wake_at, merchant, id) where wake_at is not null;

create table event (
  merchant text not null,
  dispute text not null,
  seq integer not null,
  id text not null,
  kind text not null,
  cycle integer not null,
  act text,
  at integer not null,
  body text not null,
  prev text not null,
  hash text not null,
  primary key (merchant, dispute, seq),
  constraint event_counts check (seq >= 1 and cycle >= 0),
  constraint event_chained check (hash <> prev and length(hash) between 1 and 200)
) strict;

create unique index event_one_acceptance on event (merchant, dispute, cycle) where kind = 'accepted';

create index event_of_act on event (merchant, act, dispute, seq) where act is not null;

create table raw (
  merchant text not null,
  id text not null,
  dispute text not null,
  source text not null,
  at integer not null,
  hash text not null,
  body text not null,
  primary key (merchant, id)
) strict;

create index raw_of_dispute on raw (merchant, dispute, at, id);

create table file (
  merchant text not null,
  id text not null,
  dispute text not null,
  digest text not null,
  type text not null,
  size integer not null,
  at integer not null,
  bytes blob not null,
  primary key (merchant, id),
  constraint file_size check (size = length(bytes))
) strict;
