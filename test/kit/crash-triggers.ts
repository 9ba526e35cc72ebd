/** Lets the n-th row that a server writes fail, or its commit, from within the database: by triggers that a second connection puts there. */
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { columnOf, tableNames } from '../../src/store/tables.ts'

export type Faults = {
  /** The n-th row from now on fails; `commit` lets every row through and fails at the end; `never` is peace. */
  arm(at: number | 'commit' | 'never'): Promise<void>
  /** Whether fewer rows were written than that; a failure takes its own count back. */
  isToCome(): Promise<boolean>
  close(): Promise<void>
}

const tables = tableNames.map(columnOf)
const never = 1_000_000_000
const rowOf = (at: number | 'commit' | 'never'): [number, number] => (typeof at === 'number' ? [at, 0] : [never, at === 'commit' ? 1 : 0])

export function faultsIn(databaseUrl: string): Promise<Faults> {
  return databaseUrl.startsWith('sqlite:') ? Promise.resolve(inSqlite(databaseUrl.slice('sqlite:'.length))) : inPostgres(databaseUrl)
}

function inSqlite(path: string): Faults {
  const database = new DatabaseSync(path, { timeout: 5000 })
  database.exec(`create table fault (remaining integer, at_commit integer); insert into fault values (${never}, 0);
    create table fault_none (id integer primary key);
    create table fault_dangling (id integer references fault_none (id) deferrable initially deferred);
    create trigger fault_commit after insert on batch begin insert into fault_dangling select 1 from fault where at_commit = 1; end;`)
  for (const table of tables) for (const deed of ['insert', 'update', 'delete']) database.exec(`create trigger fault_${deed}_${table} before ${deed} on ${table} begin
    update fault set remaining = remaining - 1; select raise(abort, 'a planted failure') from fault where remaining = 0; end`)
  return {
    arm: async (at) => void database.prepare('update fault set remaining = ?, at_commit = ?').run(...rowOf(at)),
    isToCome: async () => Number(database.prepare('select remaining from fault').get()!['remaining']) > 0,
    close: async () => database.close(),
  }
}

async function inPostgres(url: string): Promise<Faults> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=parley' })
  // The database may go first, and takes this connection along.
  client.on('error', () => undefined)
  await client.connect()
  await client.query(`create table fault (remaining int, at_commit int); insert into fault values (${never}, 0);
    create function fault_row() returns trigger language plpgsql security definer set search_path = parley as $$ declare n int; begin
      update fault set remaining = remaining - 1 returning remaining into n;
      if n = 0 then raise exception 'a planted failure'; end if;
      if tg_op = 'DELETE' then return old; end if; return new; end $$;
    create function fault_end() returns trigger language plpgsql security definer set search_path = parley as $$ begin
      if exists (select 1 from fault where at_commit = 1) then raise exception 'a planted failure'; end if; return null; end $$;
    create constraint trigger fault_commit after insert on batch deferrable initially deferred for each row execute function fault_end();`)
  for (const table of tables) await client.query(`create trigger fault_${table} before insert or update or delete on ${table} for each row execute function fault_row()`)
  return {
    arm: async (at) => void await client.query('update fault set remaining = $1, at_commit = $2', rowOf(at)),
    isToCome: async () => Number((await client.query<{ remaining: number }>('select remaining from fault')).rows[0]!.remaining) > 0,
    close: () => client.end(),
  }
}
