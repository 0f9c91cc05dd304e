import { useEffect, useRef } from 'react'
import type { MessageKey } from '../i18n/catalogue.ts'
import type { Translator } from '../i18n/translator.ts'
import { SaveButton } from '../ui/save-button.tsx'
import { PRESETS, type Preset } from './camera-rig.ts'
import type { Stage } from './stage.ts'

interface SceneToolsProps {
  readonly stage: Stage
  readonly selected: number | undefined
  readonly translator: Translator
  readonly onSave: () => Promise<void>
}

/** Buttons for every drag (WCAG 2.5.7): where to look from, turning, nearer and farther; and the compass. */
export function SceneTools({ stage, selected, translator: { t }, onSave }: SceneToolsProps) {
  const steps: readonly { readonly key: MessageKey; readonly sign: string; readonly run: () => void }[] = [
    { key: 'scene.turnLeft', sign: '↶', run: () => stage.rig.turn(-30) },
    { key: 'scene.turnRight', sign: '↷', run: () => stage.rig.turn(30) },
    { key: 'scene.nearer', sign: '+', run: () => stage.rig.approach(0.25) },
    { key: 'scene.farther', sign: '−', run: () => stage.rig.approach(-0.33) },
  ]
  return (
    <div className="scene-tools" role="toolbar" aria-label={t('scene.tools')}>
      {PRESETS.map((preset: Preset) => (
        <button key={preset} type="button" onClick={() => stage.look(preset, selected)}>
          {t(`scene.preset.${preset}`)}
        </button>
      ))}
      {steps.map(({ key, sign, run }) => (
        <button key={key} type="button" className="is-sign" aria-label={t(key)} title={t(key)} onClick={run}>
          <span aria-hidden="true">{sign}</span>
        </button>
      ))}
      <SaveButton kind={t('picture.png')} label={t('picture.pngLabel')} onSave={onSave} />
      <Compass stage={stage} label={t('scene.north')} />
    </div>
  )
}

/** Turned with the camera, past React. */
function Compass({ stage, label }: { readonly stage: Stage; readonly label: string }) {
  const needle = useRef<SVGGElement>(null)
  useEffect(() => {
    const turn = () => needle.current?.setAttribute('transform', `rotate(${stage.rig.north().toFixed(1)})`)
    turn()
    stage.rig.controls.addEventListener('update', turn)
    return () => stage.rig.controls.removeEventListener('update', turn)
  }, [stage])
  return (
    <svg className="scene-compass" viewBox="-12 -12 24 24" role="img" aria-label={label}>
      <g ref={needle}>
        <path d="M0 -10 L4 3 L0 0 L-4 3 Z" />
        <path className="is-south" d="M0 10 L4 3 L0 0 L-4 3 Z" />
      </g>
    </svg>
  )
}
