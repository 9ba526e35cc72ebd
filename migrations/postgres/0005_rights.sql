-- Events and postings are never changed: triggers refuse whoever tries, and the role the application works under lacks the right.

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows are never changed', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger event_unchanged before update or delete on event for each row execute function refuse_change();

create trigger event_not_truncated before truncate on event for each statement execute function refuse_change();

create trigger posting_unchanged before update or delete on posting for each row execute function refuse_change();

create trigger posting_not_truncated before truncate on posting for each statement execute function refuse_change();

-- Roles belong to the whole cluster: another database's migration may be making this one at the same moment, and the
-- connecting user may not be allowed to. Where there is no role, the triggers stand alone.
do $$
begin
  if not exists (select from pg_roles where rolname = 'parley_app') then
    create role parley_app nologin;
  end if;
exception when duplicate_object or unique_violation or insufficient_privilege then null;
end
$$;

do $$
begin
  if exists (select from pg_roles where rolname = 'parley_app') and not pg_has_role(current_user, 'parley_app', 'member') then
    execute format('grant parley_app to %I', current_user);
  end if;
exception when unique_violation or insufficient_privilege or internal_error then null;
end
$$;

do $$
begin
  if exists (select from pg_roles where rolname = 'parley_app') then
    execute format('grant usage on schema %I to parley_app', current_schema());
    execute format('grant select, insert, update, delete on all tables in schema %I to parley_app', current_schema());
    revoke update, delete on event, posting from parley_app;
    revoke insert, update, delete on parley_migration from parley_app;
  end if;
end
$$;
