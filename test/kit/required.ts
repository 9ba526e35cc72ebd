/** What a test needs of the machine: where it is missing the test is skipped with the reason, unless PARLEY_TEST_REQUIRE asks for it. */
import { spawnSync } from 'node:child_process'

export type Need = 'postgres' | 'strace' | 'curl' | 'chromium'

/** Gives the reason back, to skip with; throws where that would hide what has to run. */
export function orRequired(need: Need, absent: string | null): string | null {
  const asked = (process.env['PARLEY_TEST_REQUIRE'] ?? '').split(',')
  if (absent !== null && asked.includes(need)) throw new Error(`PARLEY_TEST_REQUIRE asks for ${need}: ${absent}`)
  return absent
}

export function curlAbsent(): string | null {
  const missing = ['curl', 'bash'].filter((program) => spawnSync(program, ['--version']).error !== undefined)
  return orRequired('curl', missing.length > 0 ? `this machine has no ${missing.join(' and no ')}` : null)
}
