import type { Driver, Session, Target } from '../../driver.ts'
import type { RedfishProfile } from '../../profiles/redfish-profile.ts'
import { namedProfile } from '../named-profile.ts'
import { expandQuery, RedfishApi } from './api.ts'
import { chooseProfile, discoverParts, discoverSources, identityOf } from './discover.ts'
import { asDocument } from './document.ts'
import { redfishErrors } from './errors.ts'
import { RedfishHttp } from './http.ts'
import { RedfishLogin } from './login.ts'
import { RedfishSession } from './session.ts'
import { type RedfishTarget, redfishTarget } from './target.ts'

/**
 * Reads servers, rack PDUs and cooling units by Redfish (DSP0266), old resources and new. Options of a target:
 * `fingerprint`, `caFile`, `authentication`, `expand`, `maxRequests`, `maxBytes`, `totalMs`.
 * @param profiles what makers do differently; one of them without a match rule
 */
export function redfishDriver(profiles: readonly RedfishProfile[]): Driver {
  return {
    name: 'redfish',
    schemes: ['redfish+https', 'redfish+http'],
    async open(target, signal) {
      const parsed = redfishTarget(target)
      const named = target.profile === undefined ? undefined : namedProfile('Redfish', profiles, target.profile)
      const http = await RedfishHttp.to(parsed, target.timeoutMs)
      const login = new RedfishLogin(http, target.credential)
      try {
        return await session(http, login, parsed, target, profiles, named, signal)
      } catch (error) {
        await login.end()
        login.settled().finally(() => http.close())
        throw error
      }
    },
  }
}

async function session(
  http: RedfishHttp,
  login: RedfishLogin,
  { options }: RedfishTarget,
  target: Target,
  profiles: readonly RedfishProfile[],
  named: RedfishProfile | undefined,
  signal: AbortSignal,
): Promise<Session> {
  const limits = { timeoutMs: target.timeoutMs, totalMs: options.totalMs, maxRequests: options.maxRequests }
  const { status, body: root } = await http.ask('/redfish/v1/', { timeoutMs: target.timeoutMs, signal })
  if (status >= 500) throw redfishErrors.status(http.host, '/redfish/v1/', status, '')
  if (status !== 200 || typeof root.RedfishVersion !== 'string') {
    if (status === 401 && target.credential === undefined) throw redfishErrors.credentialNeeded(http.host)
    if (status !== 401)
      throw redfishErrors.notRedfish(http.host, `/redfish/v1/ answers HTTP ${status} without a RedfishVersion`)
  }
  await login.begin(root, named?.authentication ?? options.authentication, target.timeoutMs, signal)
  const expand = options.expand === 'never' || named?.expand === 'never' ? undefined : expandQuery(asDocument(root))
  const api = new RedfishApi(http, login, limits, signal, expand)
  const parts = await discoverParts(api, root)
  const profile = named ?? chooseProfile(profiles, parts) ?? namedProfile('Redfish', profiles, 'redfish-standard')
  if (profile.expand === 'never') api.expand = undefined
  const sources = await discoverSources(api, parts, profile)
  if (sources.length === 0) throw api.leftOut ?? nothingToRead(http.host, api)
  return new RedfishSession({
    http,
    login,
    identity: identityOf(parts, profile),
    profile,
    limits,
    expand: api.expand,
    sources,
    leftOut: api.parts,
    points: target.points,
    look: async (reader) => discoverSources(reader, await discoverParts(reader, root), profile),
  })
}

function nothingToRead(host: string, { parts }: RedfishApi): Error {
  const refused = parts.filter(({ why }) => why === 'refused').map(({ what }) => what)
  return refused.length === 0 ? redfishErrors.nothing(host) : redfishErrors.nothingAllowed(host, refused)
}
