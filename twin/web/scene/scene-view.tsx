import { createRoot, useFrame, useThree } from '@react-three/fiber'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { SceneProps } from '../scene-props.ts'
import { saveScene } from './save-scene.ts'
import { SceneScale } from './scene-scale.tsx'
import { SceneTools } from './scene-tools.tsx'
import { Stage } from './stage.ts'
import { SunControl } from './sun-control.tsx'
import { useStageData } from './use-stage-data.ts'
import { useStagePointer } from './use-stage-pointer.ts'

/** Longest step of the camera in one frame: after a pause it goes on, it does not leap. */
const LONGEST_STEP_SECONDS = 0.05

/** The picture of a site or hall in three dimensions. Draws only when something changed: no frames while idle. */
export function SceneView(props: SceneProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const labels = useRef<HTMLDivElement>(null)
  const stage = useStage(props, canvas, labels)
  useStageData(stage, props)
  const hovered = useStagePointer(stage, canvas, props)
  const save = async () => {
    if (stage && canvas.current) await saveScene(stage, canvas.current, props)
  }
  return (
    <div className="scene">
      <canvas ref={canvas} className="scene-canvas" role="img" aria-label={props.description} />
      <div ref={labels} className="scene-labels" />
      {hovered && (
        <div ref={hovered.place} className="scene-hover">
          {hovered.text}
        </div>
      )}
      {stage && <SceneScale stage={stage} translator={props.translator} />}
      {stage && props.onSun && (
        <SunControl minute={props.sunAt?.minute} translator={props.translator} onSun={props.onSun} />
      )}
      {stage && <SceneTools stage={stage} selected={props.selected} translator={props.translator} onSave={save} />}
    </div>
  )
}

/** Makes the stage and its renderer for a scope, and takes them down again. */
function useStage(
  props: SceneProps,
  canvasRef: RefObject<HTMLCanvasElement | null>,
  labelRef: RefObject<HTMLDivElement | null>,
): Stage | undefined {
  const [stage, setStage] = useState<Stage>()
  const { estate, scope, theme, nameOf, reducedMotion, onReady, onUnavailable } = props
  const callbacks = useRef({ onReady, onUnavailable })
  callbacks.current = { onReady, onUnavailable }

  useEffect(() => {
    const canvas = canvasRef.current
    const labelElement = labelRef.current
    const frame = canvas?.parentElement
    if (!canvas || !labelElement || !frame) return
    if (!canvas.getContext('webgl2', { antialias: true, stencil: true })) {
      callbacks.current.onUnavailable('WebGL 2')
      return
    }
    const root = createRoot(canvas)
    let invalidate = () => {}
    let gone = false
    const made = new Stage({
      ...{ estate, scope, theme, nameOf, reducedMotion, labelElement },
      pointerElement: canvas,
      invalidate: () => invalidate(),
    })
    const size = () => ({ width: frame.clientWidth, height: frame.clientHeight, top: 0, left: 0 })
    const configure = () => {
      made.resize(frame.clientWidth, frame.clientHeight)
      return root.configure({
        gl: { antialias: true, stencil: true, powerPreference: 'high-performance' },
        ...{ frameloop: 'demand', flat: true, dpr: [1, 2], size: size(), camera: made.rig.camera },
      })
    }
    const observer = new ResizeObserver(() => {
      if (!gone) void configure()
    })
    const lost = (event: Event) => {
      event.preventDefault()
      callbacks.current.onUnavailable('context lost')
    }
    canvas.addEventListener('webglcontextlost', lost)
    void configure().then(() => {
      if (gone) return
      root.render(
        <Drawing
          stage={made}
          onInvalidate={(request) => {
            invalidate = request
          }}
          onFirstFrame={() => callbacks.current.onReady()}
        />,
      )
      observer.observe(frame)
      setStage(made)
    })
    return () => {
      gone = true
      observer.disconnect()
      canvas.removeEventListener('webglcontextlost', lost)
      setStage(undefined)
      root.unmount()
      made.dispose()
    }
  }, [estate, scope, theme, nameOf, reducedMotion, canvasRef, labelRef])
  return stage
}

interface DrawingProps {
  readonly stage: Stage
  readonly onInvalidate: (request: () => void) => void
  readonly onFirstFrame: () => void
}

/** Inside the renderer's root: hangs the stage's objects in, moves the camera and the labels frame by frame. */
function Drawing({ stage, onInvalidate, onFirstFrame }: DrawingProps) {
  const { invalidate, set, gl, scene } = useThree()
  const first = useRef(true)
  useEffect(() => {
    scene.background = stage.background
    stage.redraw = () => gl.render(scene, stage.rig.camera)
    stage.markers.setPixelRatio(gl.getPixelRatio())
    onInvalidate(invalidate)
    invalidate()
  }, [stage, scene, gl, invalidate, onInvalidate])
  useFrame((state, delta) => {
    const moving = stage.rig.update(Math.min(delta, LONGEST_STEP_SECONDS))
    if (state.camera !== stage.rig.camera) set({ camera: stage.rig.camera as typeof state.camera })
    stage.prepareFrame(state.size.width, state.size.height)
    if (moving) invalidate()
    if (first.current) {
      first.current = false
      requestAnimationFrame(onFirstFrame)
    }
  })
  return (
    <>
      <primitive object={stage.drawing.root} />
      <primitive object={stage.grid.object} />
      <primitive object={stage.ghosts.object} />
      <primitive object={stage.markers.object} />
    </>
  )
}
