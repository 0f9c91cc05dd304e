import type { MouseEvent, ReactNode } from 'react'
import { addressOfThing } from '../state/place.ts'
import { useTwin } from '../twin-context.ts'

interface PlaceLinkProps {
  /** An address of ours: `/alarms`, `/sites/…`. */
  readonly to: string
  readonly children: ReactNode
  readonly className?: string
  readonly tabIndex?: number
  readonly current?: boolean
  readonly title?: string
}

/** A real link that moves within the page; with a modifier key or the middle button the browser does as usual. */
export function PlaceLink({ to, children, className, tabIndex, current, title }: PlaceLinkProps) {
  const { place } = useTwin()
  const onClick = (event: MouseEvent) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    event.preventDefault()
    place.getState().follow(to)
  }
  return (
    <a
      href={to}
      onClick={onClick}
      className={className}
      tabIndex={tabIndex}
      title={title}
      aria-current={current ? 'page' : undefined}
    >
      {children}
    </a>
  )
}

/** A link to a thing's own place. */
export function ThingLink({ path, ...rest }: Omit<PlaceLinkProps, 'to'> & { readonly path: string }) {
  return <PlaceLink to={addressOfThing(path)} {...rest} />
}
