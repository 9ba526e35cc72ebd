// Trying a name and a password: a few times per name and per address, counted before anything is looked up, so that neither the
// answer nor its time tells whether there is such a person.

import type { Users } from '../engine/users.ts'
import type { PersonRow } from '../engine/store-desk.ts'
import { createWindows, placeOf } from '../wire/windows.ts'

export type Tried = { person: PersonRow } | { waitSeconds: number } | null
export type SignIn = (name: string, password: string, address: string) => Promise<Tried>

const windowMs = 15 * 60_000
const mostPerName = 10
/** Behind a proxy everybody has its address. */
const mostPerAddress = 100

export function createSignIn(users: Pick<Users, 'verified'>, monotonic: () => number): SignIn {
  const names = createWindows({ most: mostPerName, windowMs, monotonic })
  const addresses = createWindows({ most: mostPerAddress, windowMs, monotonic })
  return async (name, password, address) => {
    const places = [[names, name.normalize('NFKC').trim().toLowerCase()], [addresses, placeOf(address)]] as const
    const waits = places.map(([windows, place]) => windows.take(place)).filter(seconds => seconds !== null)
    if (waits.length) return { waitSeconds: Math.max(...waits) }
    const giveBack = (): void => places.forEach(([windows, place]) => windows.giveBack(place))
    const person = await users.verified(name, password).catch((error: unknown) => {
      giveBack()
      throw error
    })
    if (!person) return null
    giveBack()
    return { person }
  }
}
