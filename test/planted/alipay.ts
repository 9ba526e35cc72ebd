// Bugs to be planted in the Alipay dialect, each with the test that must turn red. Applied to a copy by the runner, never shipped.

import type { Planted } from './index.ts'

export const planted: Planted[] = [
  {
    name: 'a request is verified over its body alone',
    file: 'src/dialects/alipay/signature.ts', find: '`POST ${uri}\\n${clientId}.${time}.`',
    replace: '`POST ${uri.length < 0 ? time : clientId.slice(0, 0)}`',
    caughtBy: 'src/dialects/alipay/signature.test.ts', testName: 'a change of any part of what was signed is noticed',
  },
  {
    name: 'any algorithm that the header names will do',
    file: 'src/dialects/alipay/signature.ts', find: " || values.get('algorithm') !== 'RSA256'", replace: '',
    caughtBy: 'src/dialects/alipay/signature.test.ts', testName: 'a header that is not one, or could be read in two ways, is none',
  },
  {
    name: 'the signature goes out as bare Base64',
    file: 'src/dialects/alipay/signature.ts', find: "encodeURIComponent(signature.toString('base64'))", replace: "signature.toString('base64')",
    caughtBy: 'src/dialects/alipay/signature.test.ts', testName: 'a signature is the same every time, URL-encoded, and verifies elsewhere',
  },
  {
    name: 'signing holds the event loop up',
    file: 'src/dialects/alipay/signature.ts', find: '  return beside(() => new Promise((signed, failed) => {\n    rsaSign(', replace: "  rsaSign('RSA-SHA256', contentOf(content), key)\n  return beside(() => new Promise((signed, failed) => {\n    rsaSign(",
    caughtBy: 'src/dialects/alipay/signature.test.ts', testName: 'signing costs this thread a small part of what it costs',
  },
  {
    name: 'a forged signature is let through',
    file: 'src/dialects/alipay/server/authenticate.ts', find: '!client || !keys || !fits', replace: '!client || !keys',
    caughtBy: 'src/dialects/alipay/conformance.test.ts', testName: '18: another private key',
  },
  {
    name: 'a bad signature is told with a signature',
    file: 'src/dialects/alipay/server/answers.ts', find: ' || body.startsWith(unsigned)', replace: '',
    caughtBy: 'src/dialects/alipay/conformance.test.ts', testName: '16: another Request-Time than was signed',
  },
  {
    name: 'an acceptance that waits is told as a repetition',
    file: 'src/dialects/alipay/refusals.ts', find: "acceptance_pending: 'UNKNOWN_EXCEPTION'", replace: "acceptance_pending: 'REPEAT_REQUEST'",
    caughtBy: 'src/dialects/alipay/server/deciding.test.ts', testName: 'an acceptance that waits in its undo window is neither done nor refused',
  },
  {
    name: "every dispute of the merchant is found, whatever its provider",
    file: 'src/dialects/alipay/server/call.ts', find: "seenBy('alipay', seeAll)", replace: "seenBy('alipay', true)",
    caughtBy: 'src/dialects/alipay/server/hostile.test.ts', testName: "a credential sees its own provider's disputes, and only one that may see all sees the others",
  },
  {
    name: 'a sandbox client is told again and again',
    file: 'src/dialects/alipay/notices.ts', find: 'isSandboxClient(read(secrets).clientId) ? []', replace: 'isSandboxClient(read([...secrets].reverse()).clientId) && secrets.length > 9 ? []',
    caughtBy: 'src/dialects/alipay/notices.test.ts', testName: 'eight sends end 24 hours and 22 minutes after the first; a sandbox client hears once',
  },
  {
    name: 'an answer upstream counts without a signature',
    file: 'src/dialects/alipay/ask.ts', find: 'return unsigned(result)\n', replace: 'return result ? told(result, answer) : unsigned(result)\n',
    caughtBy: 'src/dialects/alipay/connector.test.ts', testName: 'an unsigned answer counts only where it is the code for a bad signature',
  },
  {
    name: 'an acceptance of another dispute upstream is ours',
    file: 'src/dialects/alipay/proved.ts', find: 'told.theirId === dispute.theirs.id ? done(told)', replace: 'told.theirId !== \'\' ? done(told)',
    caughtBy: 'src/dialects/alipay/connector.test.ts', testName: 'a signed SUCCESS that does not prove it is unknown',
  },
  {
    name: 'REPEAT_REQUEST to a repetition is a refusal',
    file: 'src/dialects/alipay/proved.ts', find: "code !== 'UNKNOWN_EXCEPTION')", replace: "code !== 'UNKNOWN_EXCEPTION' && code !== 'REPEAT_REQUEST')",
    caughtBy: 'src/dialects/alipay/connector.test.ts', testName: 'no refusal of a repetition says what the first try did',
  },
  {
    name: "another client's notification is heard",
    file: 'src/dialects/alipay/hears.ts', find: 'if (clientId !== keys.clientId)', replace: "if (clientId === '')",
    caughtBy: 'src/dialects/alipay/hears.test.ts', testName: '45: what is not signed by the platform, for this client, over this very message, is forged, and nothing of it is read',
  },
  {
    name: 'a notification that comes again late undoes what came after it',
    file: 'src/dialects/alipay/told.ts', find: 'changedAt: began ??', replace: 'changedAt: sentAt ??',
    caughtBy: 'src/dialects/alipay/told.test.ts', testName: "what has a time of its own is dated by it, the rest by the beginning and by its place in a dispute's life",
  },
]
