-- Under which ids of a provider's the disputes that live upstream are known, whichever connection they came over: a Parley there may tell
-- of what another connection here reaches itself.

create table twin (
  merchant text collate "C" not null,
  dialect text collate "C" not null,
  their_id text collate "C" not null,
  dispute text collate "C" not null,
  constraint twin_once primary key (merchant, dialect, their_id),
  constraint twin_lengths check (length(their_id) between 1 and 500)
);

insert into twin (merchant, dialect, their_id, dispute)
select d.merchant, d.dialect, d.their_id, d.id from dispute d where d.home <> 'house';

do $$
begin
  if exists (select from pg_roles where rolname = 'parley_app') then
    grant select, insert, update, delete on twin to parley_app;
  end if;
end
$$;
