// The theme that a person chose: a setting of nobody's under the person's id, which no merchant can choose.

import { isTheme, type Theme } from '../core/theme.ts'
import type { MerchantId } from '../core/ids.ts'
import type { Engine } from './engine.ts'
import type { Write } from './store.ts'

type Whose = { id: string; merchant: MerchantId }

const nameOf = (person: string): string => `theme ${person}`

/** Null where they never chose one. */
export async function themeOf({ reads }: Pick<Engine, 'reads'>, person: string): Promise<Theme | null> {
  const kept = await reads.setting(nameOf(person))
  return isTheme(kept) ? kept : null
}

export async function keepTheme(engine: Pick<Engine, 'write'>, { id, merchant }: Whose, value: Theme): Promise<void> {
  await engine.write({ merchant, writes: [{ table: 'setting', rows: [{ merchant: '', name: nameOf(id), value }] }] })
}

export const withoutTheme = (person: string): Write => ({ remove: 'setting', rows: [{ merchant: '', name: nameOf(person) }] })
