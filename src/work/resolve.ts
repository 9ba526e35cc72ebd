// Turns a receiver's name into addresses and lets none through unless all of them may be reached: a name that answers a public and
// a private address is up to no good, and a connection may take either.

import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { hostOf, isLoopbackName, mayReach } from './address.ts'

export type Resolve = (name: string) => Promise<string[]>
export type Address = { address: string; family: number }

/** Empty when there is no address, or one that may not be reached. */
export async function judgedAddresses(url: URL, { sandbox, resolve }: { sandbox: boolean; resolve: Resolve }): Promise<Address[]> {
  const host = hostOf(url)
  const found = isIP(host) ? [host] : isLoopbackName(host) ? ['127.0.0.1', '::1'] : await resolve(host).catch(() => [])
  return found.every(address => mayReach(address, url, { sandbox })) ? found.map(address => ({ address, family: isIP(address) })) : []
}

/**
 * Asks the name servers (the machine's own unless others are given) without Node's thread pool: four names whose servers hang
 * would otherwise hold up every file and every other receiver. Names of the hosts file are not public and not looked at.
 */
export function resolverOf(servers: readonly string[] | null = null): Resolve {
  return async name => {
    const resolver = new Resolver({ timeout: 1_500, tries: 2 })
    if (servers) resolver.setServers(servers)
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
    return answers.flatMap(answer => (answer.status === 'fulfilled' ? answer.value : []))
  }
}
