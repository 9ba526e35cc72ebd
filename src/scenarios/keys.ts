// The credentials of the cast: the same everywhere and printed everywhere, so they must never open anything that is real.

import type { DialectName } from '../core/dispute.ts'
import { cast, memberNames, type MemberName } from './cast.ts'
import { sampleParleyPrivateKey, sampleParleyPublicKey, samplePrivateKey } from './sample-rsa.ts'
import { uuid } from './seed.ts'

export type SampleKeys = Record<DialectName, Record<string, string>>

export const sampleKeys: Readonly<Record<MemberName, SampleKeys>> =
  Object.fromEntries(cast.map(({ key }) => [key, keysOf(key)])) as Record<MemberName, SampleKeys>

/** The administrator's key of every sandbox that nobody configured. */
export const sampleAdminKey = 'pk_admin_sandbox'

/** Whether a text is one of these keys, or holds one: live refuses both. Line breaks and PEM lines do not hide a key. */
export function isSampleKey(text: string): boolean {
  const bare = text.replace(/-----[^-]+-----|\s/g, '')
  return secrets.some(secret => bare.includes(secret))
}

function keysOf(key: MemberName): SampleKeys {
  const number = String(memberNames.indexOf(key) + 1)
  return {
    native: { key: `pk_test_sample_${key}` },
    alipay: {
      client_id: `SANDBOX_5X${number.padStart(14, '0')}`,
      private_key: samplePrivateKey, parley_public_key: sampleParleyPublicKey, parley_private_key: sampleParleyPrivateKey,
    },
    afterpay: { merchant_id: `60000000${number}`, secret_key: `test_sample_${key}_afterpay` },
    omise: {
      public_key: `pkey_test_${`sample${key}`.padEnd(19, '0')}`, secret_key: `skey_test_${`sample${key}`.padEnd(19, '0')}`,
      webhook_secret: btoa(`sample webhook secret ${key}`),
    },
    moov: {
      account_id: uuid(`account ${key}`), public_key: `test_sample_${key}_moov`, secret_key: `test_sample_${key}_moov_secret`,
      webhook_secret: `test_sample_${key}_moov_webhook`,
    },
    ahrvo: { username: `UStestsample${key}`, password: `test_sample_${key}_ahrvo`, webhook_secret: `test_sample_${key}_ahrvo_webhook` },
  }
}

const secretNames = ['key', 'private_key', 'parley_private_key', 'secret_key', 'webhook_secret', 'password']

const secrets = [sampleAdminKey, ...memberNames.flatMap(key => Object.values(sampleKeys[key])
  .flatMap(values => secretNames.flatMap(name => values[name] ?? [])))]
