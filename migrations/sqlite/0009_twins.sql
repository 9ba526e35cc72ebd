-- Under which ids of a provider's the disputes that live upstream are known, whichever connection they came over: a Parley there may tell
-- of what another connection here reaches itself.

create table twin (
  merchant text not null,
  dialect text not null,
  their_id text not null,
  dispute text not null,
  constraint twin_once primary key (merchant, dialect, their_id),
  constraint twin_lengths check (length(their_id) between 1 and 500)
) strict;

insert into twin (merchant, dialect, their_id, dispute)
select d.merchant, d.dialect, d.their_id, d.id from dispute d where d.home <> 'house';
