import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'

export interface Tls {
  key: string
  cert: string
  /** Who signed: a phone that is told to trust this one runs the service worker too. */
  ca: string
}

const yearMs = 365 * 24 * 3600 * 1000
// Phones refuse certificates that promise more than about two years.
const leafMs = 2 * yearMs
const authorityMs = 10 * yearMs

/** The addresses under which other machines of this network find this one. */
export const houseAddresses = () =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)

/** Made by ourselves at the first `--host`: no certificate authority signs for an address in a living room. */
export async function houseCertificate(dataDir: string): Promise<Tls> {
  const folder = join(dataDir, 'tls')
  await mkdir(folder, { recursive: true })
  const authority = await kept(join(folder, 'authority.json'), () => makeAuthority())
  const leaf = await makeLeaf(authority, houseAddresses())
  return { ...leaf, ca: authority.cert }
}

interface KeyAndCert {
  key: string
  cert: string
}

async function kept(path: string, make: () => Promise<KeyAndCert>): Promise<KeyAndCert> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as KeyAndCert
  } catch {
    const made = await make() // None yet: the first time this house is opened to its network.
    await writeFile(path, JSON.stringify(made), { mode: 0o600 })
    return made
  }
}

// A comma in these names would end them early, and the two must differ.
async function makeAuthority(): Promise<KeyAndCert> {
  const made = await generate([{ name: 'commonName', value: 'Pioneer Home Authority' }], {
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + authorityMs),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  return { key: made.private, cert: made.cert }
}

async function makeLeaf(authority: KeyAndCert, addresses: string[]): Promise<KeyAndCert> {
  const made = await generate([{ name: 'commonName', value: 'Pioneer Home' }], {
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + leafMs),
    ca: authority,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...['127.0.0.1', ...addresses].map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  })
  return { key: made.private, cert: made.cert }
}
