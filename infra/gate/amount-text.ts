import type { Shortage } from './shortage.ts'

/** `8 GPUs`, `1.5 vCPU`, `64 GiB`, `13.4474 PiB`, `14.6 A`, `3.2 kW` */
export function amountText(value: number, unit: Shortage['unit']): string {
  switch (unit) {
    case 'vCPU':
      return `${rounded(value)} vCPU`
    case 'GPU':
      return `${rounded(value)} ${value === 1 ? 'GPU' : 'GPUs'}`
    case 'B':
      return bytesText(value / 2 ** 30)
    case 'copies':
      return copiesText(value)
    case 'A':
      return `${significant(value)} A`
    case 'W':
    case 'VA':
      return value < 1000 ? `${significant(value)} ${unit}` : `${significant(value / 1000)} k${unit}`
  }
}

export function copiesText(copies: number): string {
  return copies === 1 ? '1 copy' : `${rounded(copies)} copies`
}

function rounded(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 })
}

/** Of millions of GiB a change of ten is to be seen. */
function bytesText(gibibytes: number): string {
  if (Math.abs(gibibytes) < 1024) return `${rounded(gibibytes)} GiB`
  const [size, sign] = Math.abs(gibibytes) < 1024 ** 2 ? [1024, 'TiB'] : [1024 ** 2, 'PiB']
  return `${(gibibytes / size).toLocaleString('en', { maximumSignificantDigits: 7 })} ${sign}`
}

/** So many places that two figures of a refusal differ where it is close. */
function significant(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 5 })
}
