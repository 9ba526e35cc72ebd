/** Files as clients send them to Afterpay's API. */
export { samplePdf } from './native.ts'

type Sent = { file?: { bytes: Uint8Array | string; name?: string; type?: string }; fileType?: string }

export function multipart({ file, fileType }: Sent): { body: Uint8Array; headers: Record<string, string> } {
  const boundary = '------------------------d74496d66958873e'
  const parts: Uint8Array[] = []
  const part = (head: string, bytes: Uint8Array | string) => parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`), Buffer.from(bytes), Buffer.from('\r\n'))
  if (file) part(`name="file"; filename="${file.name ?? 'receipt.pdf'}"\r\ncontent-type: ${file.type ?? 'application/pdf'}`, file.bytes)
  if (fileType !== undefined) part('name="fileType"', fileType)
  return { body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]), headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}
