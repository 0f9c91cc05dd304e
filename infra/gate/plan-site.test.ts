import { expect, it } from 'vitest'
import { plannedSite } from './plan-site.ts'

const SITES = ['nis', 'zajecar']

it.each([
  ['the context of the provider, where it is a site', 'nis', undefined, { site: 'nis' }],
  ['the same, said twice', 'nis', 'nis', { site: 'nis' }],
  ['what is said, where the plan says nothing', undefined, 'zajecar', { site: 'zajecar' }],
  ['what is said, where the context is no site', 'admin@prod', 'zajecar', { site: 'zajecar' }],
  ['the context, though it is no site, where nothing is said', 'admin@prod', undefined, { site: 'admin@prod' }],
  ['nothing, where nobody says anything', undefined, undefined, { site: undefined }],
])('takes %s', (_, context, said, site) => {
  expect(plannedSite(SITES, context, said)).toEqual(site)
})

it.each(['zajecar', 'paris'])('refuses %s for a plan that places its work at nis, and names both', (said) => {
  expect(plannedSite(SITES, 'nis', said)).toEqual({
    wrong: `its provider places its work at nis, and ${said} was said`,
  })
})
