const kilo = 1024
const mega = kilo * 1024

/** 3.2 兆, 640 K 以内 say nothing to most people: megabytes with one digit, small things as 不到 0.1 兆. */
export function sayBytes(bytes: number): string {
  if (bytes <= 0) return '0 兆'
  const megabytes = bytes / mega
  if (megabytes < 0.1) return '不到 0.1 兆'
  return `${megabytes >= 100 ? String(Math.round(megabytes)) : megabytes.toFixed(1)} 兆`
}
