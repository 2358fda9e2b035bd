import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Quiet, without a sandbox (tests run as root in containers) and without asking the network for anything. */
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const onMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

const advice =
  'The browser tests need Chromium: apt-get install -y chromium fonts-wqy-zenhei, or set CHROMIUM=/path/to/it.'

/** The browser of this machine; as root on Debian, one is installed together with a font for Chinese. */
export function findChromium(): Promise<string> {
  return Promise.resolve(installed() ?? install())
}

function installed(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const everywhere = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [process.env['CHROMIUM'] ?? '', ...everywhere, onMac].find(isProgram)
}

function isProgram(path: string) {
  if (path === '') return false
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // Not here, or not ours to run.
  }
}

function install(): string {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) throw new Error(advice)
  console.log('Installing Chromium for the browser tests …')
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  execFileSync('apt-get', ['update', '-q'], options)
  execFileSync('apt-get', ['install', '-y', '-q', 'chromium', 'fonts-wqy-zenhei'], options)
  const found = installed()
  if (found === undefined) throw new Error(advice)
  return found
}
