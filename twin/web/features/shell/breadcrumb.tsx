import { addressOfPower, addressOfService, addressOfThing } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { PlaceLink } from '../../ui/place-link.tsx'
import { serviceName } from '../../ui/service-name.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'

/** The way down to where one is: the path, as links. */
export function Breadcrumb() {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t, nameOf } = translator
  const place = usePlace((state) => state.place)
  const steps: { to: string; text: string }[] = [{ to: '/', text: t('nav.cloud') }]
  if (place.kind === 'thing') {
    for (const thing of estate.ancestors(place.path))
      steps.push({ to: addressOfThing(thing.path), text: nameOf(thing) })
    const here = estate.find(place.path)
    steps.push({ to: addressOfThing(place.path), text: here ? nameOf(here) : (place.path.split('/').at(-1) ?? '') })
  } else if (place.kind === 'power') {
    const site = estate.find(place.path)
    if (site) steps.push({ to: addressOfThing(site.path), text: nameOf(site) })
    steps.push({ to: addressOfPower(place.path), text: t('nav.power') })
  } else if (place.kind === 'services') {
    steps.push({ to: addressOfService(), text: t('nav.services') })
    const { service } = place
    if (service !== undefined)
      steps.push({ to: addressOfService(service), text: serviceName(estate, service, translator) })
  } else if (place.kind !== 'cloud' && place.kind !== 'unknown') {
    steps.push({ to: `/${place.kind}`, text: t(`nav.${place.kind}`) })
  }
  return (
    <nav className="breadcrumb" aria-label={t('nav.breadcrumb')}>
      <ol>
        {steps.map((step, at) => (
          <li key={step.to}>
            <PlaceLink to={step.to} current={at === steps.length - 1}>
              {step.text}
            </PlaceLink>
          </li>
        ))}
      </ol>
    </nav>
  )
}
