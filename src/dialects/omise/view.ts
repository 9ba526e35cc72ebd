// What a rendering depends on besides what it shows: the moment, the version of the API, and where links lead. Pure.

import { formatInstant, type Instant } from '../../core/time.ts'

/** Newest first (docs.omise.co, API versioning). */
export const versions = ['2019-05-29', '2017-11-02', '2015-11-17', '2014-07-27'] as const
export type Version = (typeof versions)[number]
export const newestVersion = versions[0]

export const isVersion = (text: string): text is Version => (versions as readonly string[]).includes(text)
export const isOld = (version: Version): boolean => version !== newestVersion

/** `base` is the origin that links lead to; null where none is known, as in an event. */
export type View = { now: Instant; version: Version; base: string | null }

/** Whole seconds, UTC. */
export const timeText = (at: Instant): string => formatInstant(at, { fraction: false })
export const timeOrNull = (at: Instant | null): string | null => (at === null ? null : timeText(at))
