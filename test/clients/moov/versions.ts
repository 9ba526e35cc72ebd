/** Moov's own clients, unmodified, by version: the ones that are strictest about what they are answered, and the newest. */
type Call = (request: object, options?: object) => Promise<{ headers: Record<string, string[]>; result: unknown }>
export type Client = {
  disputes: Record<'list' | 'get' | 'accept' | 'listEvidence' | 'uploadEvidenceFile' | 'uploadEvidenceText' | 'submitEvidence' | 'getEvidence' | 'updateEvidence' | 'deleteEvidence' | 'getEvidenceData', Call>
  authentication: Record<'createAccessToken' | 'revokeAccessToken', Call>
  /** Only the newest has them. */
  webhooks: Record<'create' | 'list' | 'get' | 'update' | 'disable' | 'getSecret' | 'ping' | 'listEventTypes', Call>
}
export type Package = { Moov: new (options: object) => Client }
type ErrorClass = new (...given: never[]) => Error
export type Errors = Record<'APIError' | 'GenericError' | 'FileUploadValidationError' | 'AuthTokenRequestError', ErrorClass> & { CreateWebhookValidationError?: ErrorClass }

export const versions = { '0.14.0': 'moov-0.14.0', '25.7.0': 'moov-25.7.0', '26.2.0': 'moov-26.2.0', '26.7.1': '@moovio/sdk' } as const
export type Version = keyof typeof versions

/** By a name that the compiler does not follow: its types are larger than all of Parley. */
export async function clientOf(version: Version): Promise<{ sdk: Package; errors: Errors }> {
  const name: string = versions[version]
  return { sdk: await import(name) as Package, errors: await import(`${name}/models/errors/index.js`) as Errors }
}
