// The merchants that start, tests and documents tell about. All are invented; a name is never a real company's.

import type { MerchantId } from '../core/ids.ts'
import { fixedId } from './seed.ts'

export const memberNames = ['kiln', 'tea', 'stream', 'dates', 'bikes', 'cabins'] as const
export type MemberName = (typeof memberNames)[number]

export type Member = { key: MemberName; id: MerchantId; name: string; story: string; currency: string }

const member = (key: MemberName, name: string, currency: string, story: string): Member => ({ key, id: fixedId('mch', key), name, story, currency })

export const cast: readonly Member[] = [
  member('kiln', 'Moonrabbit Kiln', 'THB', 'A ceramics shop in Chiang Mai that ships to half the world; half of what is disputed broke on the way.'),
  member('tea', 'Nanatsuru Tea House', 'JPY', 'A tea house in Uji with a small web shop. Its money has no digits after the point.'),
  member('stream', 'Lanternfish Streaming', 'USD', 'Films by subscription in the United States: small amounts, many disputes, alerts and second rounds.'),
  member('dates', 'Qamar Grove Dates', 'KWD', 'An exporter of dates in Kuwait. Its money has three digits after the point.'),
  member('bikes', 'Kettenfuchs Fahrradbau', 'EUR', 'A bicycle maker in Kassel that sells abroad and lets customers pay in four parts.'),
  member('cabins', 'Cabañas Quillay Azul', 'CLP', 'Holiday cabins in Chile. Deposits are agreed in unidades de fomento, which have four digits after the point.'),
]

export const memberOf = (key: MemberName): Member => cast.find(each => each.key === key)!
