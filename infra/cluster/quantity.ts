/**
 * Suffixes of Kubernetes' quantities (apimachinery, `resource.Quantity`): powers of two, powers of ten, and parts.
 */
const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}
const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)?|[eE]([+-]?\d+))$/

/**
 * The amount that a quantity of Kubernetes says: `500m` is 0.5, `2Gi` 2,147,483,648, `1e3` 1000.
 * @returns undefined where the text is no quantity
 */
export function readQuantity(text: string): number | undefined {
  const [, digits, suffix = '', exponent] = QUANTITY.exec(text) ?? []
  if (digits === undefined) return undefined
  return exponent === undefined ? Number(digits) * (SUFFIXES[suffix] ?? Number.NaN) : Number(`${digits}e${exponent}`)
}
