// What browsers are told about everything below /desk: run nothing but our own files, show it in no frame, tell nobody where it was.

export const safeHeaders = {
  'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin',
}

/** Images are also shown from memory, where they were painted anew. */
export const pageHeaders = {
  ...safeHeaders,
  'x-frame-options': 'DENY',
  'content-security-policy': [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob:", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    "require-trusted-types-for 'script'", "trusted-types 'none'",
  ].join('; '),
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=()',
  'cache-control': 'no-store',
}
