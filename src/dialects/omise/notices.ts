// What a merchant is told: the event as JSON, signed over time and body. It makes the message and never sends it.

import { secondsOf } from '../../core/time.ts'
import type { NoticeFormat, NoticeToSend } from '../dialect.ts'
import type { WireEvent } from './contract/dispute.ts'
import { eventsOf } from './events.ts'
import { signatureOf } from './scheme.ts'
import { usualSwitches, type OmiseSwitches } from './switches.ts'
import { eventIn } from './versioned.ts'
import { isVersion, newestVersion, type Version } from './view.ts'

const format: Omit<NoticeFormat, 'schedule'> = {
  render: notice => messagesOf(notice)[0] ?? null,
  further: notice => messagesOf(notice).slice(1),
  /** Events are told in the version of the account, which is kept with its secret. */
  secretOf: ({ webhook_secret: secret = '', api_version: version = newestVersion }) =>
    ({ kept: version === newestVersion ? secret : `${version} ${secret}`, shown: secret }),
  sign({ body: newest }, kept, now) {
    const body = inVersion(keptOf(kept[0]!).version, newest)
    const timestamp = secondsOf(now)
    return {
      headers: {
        'content-type': 'application/json; charset=utf-8', 'omise-signature-timestamp': String(timestamp),
        'omise-signature': signatureOf(kept.map(each => keptOf(each).secret), timestamp, body),
      },
      body,
    }
  },
  acknowledged: status => (status >= 200 && status < 300 ? 'delivered' : 'failed'),
}

/** No number is published; the draft says that failed deliveries are repeated. */
export const omiseNoticesFor = ({ webhookDelays: schedule }: Pick<OmiseSwitches, 'webhookDelays'>): NoticeFormat => ({ schedule, ...format })

export const omiseNotices = omiseNoticesFor(usualSwitches)

const messagesOf = (notice: NoticeToSend): { type: string; body: string }[] =>
  eventsOf(notice).map(event => ({ type: event.key, body: JSON.stringify(event) }))

function keptOf(kept: string): { version: Version; secret: string } {
  const [version = '', secret] = kept.split(' ')
  return secret !== undefined && isVersion(version) ? { version, secret } : { version: newestVersion, secret: kept }
}

const inVersion = (version: Version, newest: string): string =>
  version === newestVersion ? newest : JSON.stringify(eventIn(version, JSON.parse(newest) as WireEvent))
