// A public key whose private half nobody has kept: signatures of clients that are not known are tried against it, so that they cost the same.

import { createPublicKey } from 'node:crypto'

const text = [
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmnXm5Zo8GiQSn3IHCnJ0hbTuu5I4Jr330aYG/Qex8avpVHywiOlz/D88nq1VyMj4iPVs7a/LpqQj',
  'czmnTGwJy1oIT/W7oilyAZ9Ueo5cCjxy8brnigB7az6kEq8IQo0O1Jz3yishvIe0tMOoN+aGNQQBCUNp2QgCVUS0EwMiUaYKted5qyd11AUYYx12nyMqfG/v',
  'dqEkLyAkOJ1XrgA9Rof8+zTHJ0JkTKWG7DBFgOHinZU/t0LYH5K7PhNVc5dzST7nEiijavHVYIdLVIhMPhMjvLlP5jBEph99sNDaSqHZYKhQj+rgudgeNqyw',
  '5nNhJXvdXfbwiXGGnNB4lKy/bwIDAQAB',
].join('')

export const decoyKey = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
