/** The schemes that Oblak's drivers answer to, and whether they tell by themselves: those need no path of their own. */
export const URL_SCHEMES = {
  snmp: 'asked',
  modbus: 'asked',
  'redfish+https': 'asked',
  'redfish+http': 'asked',
  mqtt: 'tells',
  mqtts: 'tells',
  'line-protocol+http': 'tells',
  'line-protocol+https': 'tells',
} as const satisfies Readonly<Record<string, 'asked' | 'tells'>>

export type UrlScheme = keyof typeof URL_SCHEMES

export function urlScheme(url: string): UrlScheme | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(URL_SCHEMES, scheme) ? (scheme as UrlScheme) : undefined
}
