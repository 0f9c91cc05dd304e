import { nearestName } from '../../twin/kit/nearest-name.ts'
import type { Problem } from '../errors.ts'
import { LONGEST_NAME } from '../labels/label-value.ts'
import { classNeeds } from './class-order.ts'
import { type ImageLock, imageReference } from './image-lock.ts'
import { cyclesOf, needCycles } from './need-cycles.ts'
import { sitesOf } from './paths.ts'
import { asksOf, recoveryOf, referenceOf, type Service, tierOf, type Workload } from './service.ts'
import type { SiteMeans } from './site-means.ts'

/** DNS-1123, and with a letter first: names of Kubernetes services are DNS-1035, Terraform's addresses begin with no digit. */
const DNS_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/

/** Everything that is wrong with a catalogue, at once; paths are `service` or `service/workload`. */
export function catalogueFaults(
  services: readonly Service[],
  images: ImageLock,
  sites: readonly SiteMeans[],
): readonly Problem[] {
  return [
    ...nameFaults(services),
    ...hostFaults(services),
    ...services.flatMap((service) =>
      service.workloads.flatMap((workload) => {
        const path = `${service.name}/${workload.name}`
        return [
          ...referenceFaults(services, service, workload),
          ...imageFaults(images, workload),
          ...siteFaults(sites, service, workload),
          ...countFaults(workload),
        ].map((message) => ({ path, message }))
      }),
    ),
    ...needCycles(services).map((cycle) => ({
      path: cycle[0] ?? '',
      message: `needs itself: ${[...cycle, cycle[0]].join(' → ')}. After the loss of a site none of them could begin; make one of them a call`,
    })),
    ...cyclesOf(classNeeds(services)).map((cycle) => ({
      path: cycle[0] ?? '',
      message: `is a class of workloads that needs itself: ${[...cycle, cycle[0]].join(' → ')}. Their stacks could be applied in no order; move a service to another class`,
    })),
  ]
}

function nameFaults(services: readonly Service[]): readonly Problem[] {
  const namespaces = services.flatMap(({ name, tenants }) => [
    name,
    ...(tenants?.value ?? []).map((tenant) => `${name}-${tenant.name}`),
  ])
  return [
    ...namespaces.flatMap((name) => dnsFault(name, name)),
    ...twice(namespaces).map((name) => ({
      path: name,
      message: 'is the name of two services; each is a namespace of its own',
    })),
    ...services.flatMap(({ name, workloads }) => [
      ...workloads.flatMap((workload) => dnsFault(workload.name, `${name}/${workload.name}`)),
      ...twice(workloads.map((workload) => workload.name)).map((twin) => ({
        path: `${name}/${twin}`,
        message: 'is the name of two workloads of this service',
      })),
    ]),
  ]
}

/** A host leads to one workload. */
function hostFaults(services: readonly Service[]): readonly Problem[] {
  const hosts = services.flatMap((service) =>
    service.workloads.flatMap((workload) =>
      workload.kind === 'stateless' && workload.exposure && workload.exposure.to !== 'site'
        ? [{ host: workload.exposure.host, path: `${service.name}/${workload.name}` }]
        : [],
    ),
  )
  return hosts.flatMap(({ host, path }, at) => {
    const other = hosts.slice(0, at).find((known) => known.host === host)
    return other ? [{ path, message: `is to be found under ${host}, which leads to ${other.path}` }] : []
  })
}

function dnsFault(name: string, path: string): readonly Problem[] {
  if (name.length <= LONGEST_NAME && DNS_LABEL.test(name)) return []
  return [
    {
      path,
      message: `${name} is no DNS-1123 label: at most ${LONGEST_NAME} of a–z, 0–9 and hyphens, a letter first, no hyphen last`,
    },
  ]
}

function twice(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
}

function referenceFaults(services: readonly Service[], service: Service, workload: Workload): readonly string[] {
  const again = twice(asksOf(workload)).map((reference) => `asks ${reference} twice; either needs or calls it`)
  const faults = asksOf(workload).flatMap((reference) => {
    const target = referenceOf(service, reference)
    const other = services.find(({ name }) => name === target.service)
    if (!other)
      return [`asks ${reference}, but there is no service ${target.service}${meant(target.service, services)}`]
    const found = other.workloads.find(({ name }) => name === target.workload)
    if (!found)
      return [
        `asks ${reference}, but ${other.name} has no ${target.workload}${meant(target.workload, other.workloads)}`,
      ]
    if (found.kind === 'nightly') return [`asks ${reference}, which runs by a timetable and answers nobody`]
    return workload.needs?.includes(reference) ? needFaults(service, workload, other, found) : []
  })
  return [...again, ...faults]
}

/** What is needed must be as lasting as who needs it. */
function needFaults(service: Service, workload: Workload, other: Service, needed: Workload): readonly string[] {
  const name = `${other.name}/${needed.name}`
  const missing = sitesOf(service, workload).filter((site) => !sitesOf(other, needed).includes(site))
  const [tier, itsTier] = [tierOf(service, workload), tierOf(other, needed)]
  return [
    ...(missing.length === 0
      ? []
      : [
          `needs ${name}, which does not run at ${missing.join(', ')} (${recoveryOf(other, needed).kind}); make it a call, or let it run there`,
        ]),
    ...(itsTier <= tier
      ? []
      : [`is of tier ${tier} and needs ${name} of tier ${itsTier}; raise that, or make it a call`]),
  ]
}

function imageFaults(images: ImageLock, { image }: Workload): readonly string[] {
  if (imageReference(images, image) !== undefined) return []
  const near = nearestName(image, Object.keys(images.images))
  return [
    `has image ${image}, of which the image lock has no digest${near === undefined ? '' : `; did you mean ${near}?`}`,
  ]
}

function siteFaults(sites: readonly SiteMeans[], service: Service, workload: Workload): readonly string[] {
  return sitesOf(service, workload).flatMap((site) => {
    const means = sites.find((known) => known.site === site)
    if (!means || means.nodes === 0) return [`is to run at ${site}, where the estate has no nodes`]
    if (workload.kind !== 'gpu' || means.gpuNodes > 0) return []
    const elsewhere = sites.filter(({ gpuNodes }) => gpuNodes > 0).map((known) => known.site)
    const hint = elsewhere.length > 0 ? `; GPUs stand at ${elsewhere.join(', ')}` : ''
    return [`asks for GPUs at ${site}, where the estate has none${hint}`]
  })
}

function countFaults(workload: Workload): readonly string[] {
  if (workload.kind === 'nightly') return []
  const { copies } = workload
  const figures = 'value' in copies ? [copies.value] : [copies.peak.value, copies.perReplica.value]
  const isWhole = !('value' in copies) || Number.isInteger(copies.value)
  return figures.every((figure) => Number.isFinite(figure) && figure > 0) && isWhole
    ? []
    : [`is to run in ${figures.join(' ÷ ')} copies; give a number above nothing`]
}

function meant(name: string, among: readonly { readonly name: string }[]): string {
  const near = nearestName(
    name,
    among.map((known) => known.name),
  )
  return near === undefined ? '' : `; did you mean ${near}?`
}
