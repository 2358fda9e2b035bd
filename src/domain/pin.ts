/** Four digits that open a phone again which shows one list to everybody. */
export const pinLength = 4

/** Only the digits somebody typed, as many as there are. */
export const asPin = (typed: string): string =>
  typed.normalize('NFKC').replace(/\D/g, '').slice(0, pinLength)

/** How the digits are kept: never themselves, but what comes out when they are hashed `rounds` times with the salt. */
export interface PinProof {
  salt: string
  rounds: number
  proof: string
}

/** About half a second of the slowest phone. */
const roundsNow = 100_000
const saltBytes = 16
const proofBits = 256

/** False on plain http, where browsers hash nothing. */
export const canProvePin = (): boolean => 'subtle' in crypto

/** What is kept of these digits; two phones with the same ones keep different things. Needs a safe page. */
export async function proofOfPin(pin: string): Promise<PinProof> {
  const salt = asHex(crypto.getRandomValues(new Uint8Array(saltBytes)))
  return { salt, rounds: roundsNow, proof: await hash(pin, salt, roundsNow) }
}

/** Whether these are the digits that were kept so. */
export const isPin = async (pin: string, kept: PinProof): Promise<boolean> =>
  (await hash(pin, kept.salt, kept.rounds)) === kept.proof

async function hash(pin: string, salt: string, iterations: number): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const key = await crypto.subtle.importKey('raw', bytes(pin), 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations }
  return asHex(new Uint8Array(await crypto.subtle.deriveBits(how, key, proofBits)))
}

const asHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
