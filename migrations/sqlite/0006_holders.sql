-- Whose a presented credential is: of two merchants who ask for the same one at once, in whatever processes, one gets it. It is
-- known before its merchant is, so it leads with nobody.

create table holder (
  merchant text not null,
  lookup text not null,
  owner text not null,
  primary key (merchant, lookup),
  constraint holder_of_nobody check (merchant = ''),
  constraint holder_owner foreign key (owner) references merchant (merchant),
  constraint holder_lengths check (length(lookup) between 1 and 200)
) strict;

insert into holder (merchant, lookup, owner)
select '', c.lookup, c.merchant from credential c
where not exists (select 1 from credential o where o.lookup = c.lookup and (o.created_at < c.created_at or (o.created_at = c.created_at and o.id < c.id)));
