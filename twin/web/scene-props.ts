import type { Estate } from '../model/estate.ts'
import type { Thing } from '../model/things.ts'
import type { Metric } from '../protocol/metric.ts'
import type { Caption } from './export/caption.ts'
import type { Translator } from './i18n/translator.ts'
import type { LiveColumns } from './live/columns.ts'
import type { ConstructionByThing, Shells, SunAt } from './state/construction.ts'
import type { Mode } from './state/mode.ts'
import type { RackGhosts } from './state/rack-ghosts.ts'
import type { ThemeName } from './state/settings.ts'

/**
 * What the picture of a site or hall is given; `SceneView` of scene/scene-view.tsx takes it, and so does the plan, which stands in
 * where the browser has no WebGL.
 */
export interface SceneProps {
  /** Path of the site, building or room shown; its `children` are drawn, all the way down to racks. */
  readonly scope: string
  readonly estate: Estate
  /** Health is always subscribed; the metric of the mode is while the picture is shown. */
  readonly columns: LiveColumns
  readonly mode: Mode
  readonly metric: Metric
  readonly domain: readonly [number, number]
  /** 256 RGBA entries in sRGB; none for health, which is drawn by shape and outline. */
  readonly ramp: Uint8ClampedArray<ArrayBuffer> | undefined
  readonly theme: ThemeName
  /** Index of the thing selected everywhere. */
  readonly selected: number | undefined
  /** True for what the filter leaves out: it is dimmed. No filter: undefined. */
  readonly dimmed: ((index: number) => boolean) | undefined
  /** What is not there yet, where it would stand. */
  readonly ghosts: readonly RackGhosts[]
  /**
   * Where buildings and plots stand on the day that is shown. Another map is applied to the picture that is there: keep the
   * same one as long as nothing changed. @default what the estate says
   */
  readonly construction?: ConstructionByThing
  /** Shades the picture by the sun of that moment; a new object each time is well. @default light of a drawing, from the north-west */
  readonly sunAt?: SunAt
  /** Another minute of that day, or none: the light of a drawing. Where it is left out, nobody can choose. */
  readonly onSun?: (minute: number | undefined) => void
  /** @default 'clear' */
  readonly shells?: Shells
  /** Live values are old because the connection is lost: grey them. */
  readonly stale: boolean
  readonly reducedMotion: boolean
  /** The thing's name in the page's language and script. */
  readonly nameOf: (thing: Thing) => string
  /** For the texts of the picture's tools (i18n/sr/scene.ts). */
  readonly translator: Translator
  /** Says in a sentence what the picture shows, for `aria-label`. */
  readonly description: string
  /** What the picture says of itself where it is saved, as it is now. */
  readonly caption: () => Caption
  readonly onSelect: (index: number | undefined) => void
  /** Double click: go into it. */
  readonly onEnter: (index: number) => void
  /** The first picture is complete. */
  readonly onReady: () => void
  /** No WebGL, or its context was lost: the page shows the plan instead. */
  readonly onUnavailable: (reason: string) => void
}
