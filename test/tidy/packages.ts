/** Rules about the dependencies, read from the lock file and from what it installed. */
import { existsSync } from 'node:fs'
import { readText, root } from './tree.ts'

type Locked = { dev?: boolean; optional?: boolean; hasInstallScript?: boolean; resolved?: string }

const mostInProduction = 30

export function unfitPackages(): string[] {
  if (!existsSync(`${root}package-lock.json`)) return ['package-lock.json is missing: it pins every version']
  const locked = Object.entries((JSON.parse(readText('package-lock.json')) as { packages: Record<string, Locked> }).packages)
  const production = locked.filter(([where, entry]) => where !== '' && !entry.dev)
  return [...withAddress(locked), ...withInstallScript(production), ...tooMany(production.length)]
}

function withAddress(locked: [string, Locked][]): string[] {
  return locked.filter(([, entry]) => entry.resolved !== undefined)
    .map(([where]) => `package-lock.json names a download address for ${where}: the lock must work with any registry (omit-lockfile-registry-resolved)`)
}

function withInstallScript(production: [string, Locked][]): string[] {
  return production.filter(([where, entry]) => entry.hasInstallScript || hasInstallScript(where))
    .map(([where]) => `${where} has an install script: npm 12 blocks those, and a clean machine has no compiler`)
}

function hasInstallScript(where: string): boolean {
  if (existsSync(`${root}${where}/binding.gyp`)) return true
  if (!existsSync(`${root}${where}/package.json`)) return false
  const { scripts = {} } = JSON.parse(readText(`${where}/package.json`)) as { scripts?: Record<string, string> }
  return ['preinstall', 'install', 'postinstall'].some((name) => name in scripts)
}

function tooMany(count: number): string[] {
  return count <= mostInProduction ? [] : [`production depends on ${count} packages, more than ${mostInProduction}: each is code that we answer for`]
}
