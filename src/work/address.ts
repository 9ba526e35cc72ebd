// Which addresses a notice may be sent to. Judges addresses, never the spelling of a name: the same table answers when a webhook is
// saved and when a connection is made.

import { BlockList, isIP } from 'node:net'

export type Reach = 'public' | 'loopback' | 'forbidden'
export type UrlRefusal = 'not_a_url' | 'too_long' | 'not_https' | 'has_user_info' | 'port_not_allowed' | 'address_not_allowed'

/** Mapped, translated and tunnelled forms (::ffff:, 64:ff9b::, 2002::, Teredo) are forbidden as a whole, whatever they carry. */
export function reachOf(address: string): Reach {
  const family = address.includes('%') ? 0 : isIP(address)
  if (family === 4) return loopback4.check(address) ? 'loopback' : forbidden4.check(address) ? 'forbidden' : 'public'
  if (family !== 6) return 'forbidden'
  if (loopback6.check(address, 'ipv6')) return 'loopback'
  return global6.check(address, 'ipv6') && !forbidden6.check(address, 'ipv6') ? 'public' : 'forbidden'
}

export function mayReach(address: string, url: URL, { sandbox }: { sandbox: boolean }): boolean {
  const reach = reachOf(address)
  return reach === 'public' ? url.protocol === 'https:' : reach === 'loopback' && sandbox
}

/** What can be said without asking anybody for the address; the connection judges the rest. */
export function endpointUrlRefused(text: string, mode: { sandbox: boolean }): UrlRefusal | null {
  if (text.length > longestUrl) return 'too_long'
  const url = URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol) || !url.hostname) return 'not_a_url'
  if (url.username || url.password || /^[^/?#]*:[/\\]*[^/?#\\]*@/.test(text)) return 'has_user_info'
  if (url.protocol === 'http:' && !mode.sandbox) return 'not_https'
  if (!portAllowed(url)) return 'port_not_allowed'
  return hostRefused(url, mode)
}

/** The host as an address or a name, without brackets, dot at the end or letter case. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase()

export const isLoopbackName = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost')

function hostRefused(url: URL, mode: { sandbox: boolean }): UrlRefusal | null {
  const host = hostOf(url)
  if (isIP(host)) return mayReach(host, url, mode) ? null : 'address_not_allowed'
  if (isLoopbackName(host)) return mode.sandbox ? null : 'address_not_allowed'
  if (url.protocol === 'http:') return 'not_https'
  return neverPublic.test(host) || !host.includes('.') ? 'address_not_allowed' : null
}

function portAllowed({ port }: URL): boolean {
  const number = Number(port)
  return port === '' || number === 443 || (number >= 1024 && !servicePorts.has(number))
}

const longestUrl = 2000

/** Special-use names (RFC 6761, 6762, 7686, 8375, 9476) and ICANN's private-use `internal`. */
const neverPublic = /(?:^|\.)(?:local|internal|home\.arpa|onion|alt|invalid|test)$/

/** Below 1024 only HTTPS is spoken to; these are services above it whose protocols can be abused by a request. */
const servicePorts = new Set([
  1433, 1521, 2049, 2181, 2375, 2376, 2379, 2380, 3306, 3389, 4369, 5432, 5433, 5672, 5900, 5984, 6000, 6379, 6380, 6443, 6660, 6665, 6666,
  6667, 6668, 6669, 8500, 9042, 9092, 9200, 9300, 10250, 10255, 11211, 15672, 27017, 27018, 50070,
])

const loopback4 = listOf('ipv4', ['127.0.0.0/8'])
const loopback6 = listOf('ipv6', ['::1/128'])

/** IANA's special-purpose registry for IPv4, multicast and class E; the last is a cloud's metadata service on a public address. */
const forbidden4 = listOf('ipv4', [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24',
  '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4', '168.63.129.16/32',
])

/** Everything outside is not global unicast: ::, mapped, NAT64, unique local, link local, site local, multicast. */
const global6 = listOf('ipv6', ['2000::/3'])

/** IETF protocol assignments with Teredo, documentation, 6to4, documentation again. */
const forbidden6 = listOf('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])

function listOf(family: 'ipv4' | 'ipv6', subnets: string[]): BlockList {
  const list = new BlockList()
  for (const [net, bits] of subnets.map(subnet => subnet.split('/'))) list.addSubnet(net!, Number(bits), family)
  return list
}
