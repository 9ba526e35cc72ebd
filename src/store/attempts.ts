// Attempts, each place a setting of nobody's: when its window ends, in sixteen digits that sort as they count, and how many there were.

import type { AttemptQueue } from '../engine/store-attempts.ts'
import type { Place } from './queue.ts'

const mostForgottenAtOnce = 100
const prefix = 'attempt '
const behind = 'attempt!'
const digits = 16
const from = digits + 2

export function makeAttemptQueue({ transaction }: Pick<Place, 'transaction'>): AttemptQueue {
  return {
    async attempted(place, now, until) {
      const [row] = await transaction((query) => query(takeSql, [prefix + place, `${sorted(until)} 1`, sorted(now)]))
      const [end, count] = String(row!.value).split(' ').map(Number)
      // Apart, so that nobody holds one place while waiting for another; what stays is forgotten by a later one.
      if (count === 1) await transaction((query) => query(forgetSql, [prefix, behind, sorted(now), mostForgottenAtOnce])).catch(() => {})
      return { until: end!, count: count! }
    },
    forgiven: (place) => transaction(async (query) => void (await query(giveBackSql, [prefix + place]))),
  }
}

const sorted = (at: number): string => String(at).padStart(digits, '0')
const counted = (change: string): string => `substr(setting.value, 1, ${digits + 1}) || cast(cast(substr(setting.value, ${from}) as integer) ${change} as text)`

const takeSql = `insert into setting (merchant, name, value) values ('', $1, $2)
  on conflict (merchant, name) do update set value = case when substr(setting.value, 1, ${digits}) <= $3 then excluded.value else ${counted('+ 1')} end
  returning value`

const giveBackSql = `update setting set value = ${counted('- 1')} where merchant = '' and name = $1 and cast(substr(value, ${from}) as integer) > 0`

const isOver = `merchant = '' and name >= $1 and name < $2 and substr(value, 1, ${digits}) <= $3`
const forgetSql = `delete from setting where ${isOver} and name in (select name from setting where ${isOver} order by name limit $4)`
