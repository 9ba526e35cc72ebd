/** Finds the machine's Chromium and starts it quiet, so that it asks nobody anything by itself. */
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'
import { orRequired } from './required.ts'

const args = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-dev-shm-usage', '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows',
]

export function chromiumAbsent(): string | null {
  return orRequired('chromium', existsSync(executable()) ? null : `there is no ${executable()}; PARLEY_CHROMIUM may name another`)
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executable(), args, timeout: 60_000 })
}

function executable(): string {
  return process.env['PARLEY_CHROMIUM'] ?? '/usr/bin/chromium'
}
