import { BoxGeometry, Color, InstancedMesh, Matrix4, MeshBasicMaterial, Raycaster, Vector3 } from 'three'
import type { Benchmark } from '../../kit/bench/benchmark.ts'
import { boxTree } from './box-tree.ts'
import { StateTexture } from './state-texture.ts'

const COUNT = 100_000

/** Median milliseconds of one call. */
function median(runs: number, call: (run: number) => void): number {
  for (let run = 0; run < 5; run++) call(run)
  const times = Array.from({ length: runs }, (_, run) => {
    const began = process.hrtime.bigint()
    call(run)
    return Number(process.hrtime.bigint() - began) / 1e6
  })
  return times.sort((a, b) => a - b)[runs >> 1] ?? Number.NaN
}

function rackField(): { mesh: InstancedMesh; bounds: Float32Array } {
  const mesh = new InstancedMesh(new BoxGeometry(0.6, 1.2, 2.2), new MeshBasicMaterial(), COUNT)
  const bounds = new Float32Array(COUNT * 6)
  const matrix = new Matrix4()
  for (let rack = 0; rack < COUNT; rack++) {
    const x = (rack % 400) * 0.6
    const y = Math.floor(rack / 400) * 3
    mesh.setMatrixAt(rack, matrix.makeTranslation(x, y, 1.1))
    bounds.set([x - 0.3, y - 0.6, 0, x + 0.3, y + 0.6, 2.2], rack * 6)
  }
  mesh.computeBoundingSphere()
  mesh.updateMatrixWorld()
  return { mesh, bounds }
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'recolour 100,000 instances',
    budget: '≤ 0.05 ms on the main thread',
    async run() {
      const { mesh } = rackField()
      const states = new StateTexture(COUNT)
      const frames = [0, 1].map((shift) => Float32Array.from({ length: COUNT }, (_, at) => 15 + ((at + shift) % 25)))
      const ours = median(200, (run) => states.setValues(frames[run % 2] ?? new Float32Array(0)))
      const colour = new Color()
      const theirs = median(20, (run) => {
        for (let at = 0; at < COUNT; at++) mesh.setColorAt(at, colour.setHSL(((at + run) % 25) / 25, 1, 0.5))
      })
      return {
        ...{ value: ours, unit: 'ms', ratio: ours / theirs, against: `setColorAt (${theirs.toPrecision(2)} ms)` },
        holds: ours <= 0.05,
        detail: 'median of 200; the copy into the texture, without the upload',
      }
    },
  },
  {
    name: 'pick among 100,000 instances',
    budget: '≤ 0.05 ms',
    async run() {
      const { mesh, bounds } = rackField()
      const tree = boxTree(bounds)
      const aim = (run: number) => ({ x: (run * 37) % 240, y: -20 + ((run * 13) % 700), z: 40 })
      const down = new Vector3(0.1, 0.4, -1).normalize()
      const ours = median(2000, (run) => {
        tree.raycast({ ...aim(run), dx: down.x, dy: down.y, dz: down.z })
      })
      const raycaster = new Raycaster()
      const theirs = median(20, (run) => {
        const { x, y, z } = aim(run)
        raycaster.set(new Vector3(x, y, z), down)
        raycaster.intersectObject(mesh)
      })
      return {
        ...{
          value: ours,
          unit: 'ms',
          ratio: ours / theirs,
          against: `InstancedMesh.raycast (${theirs.toPrecision(2)} ms)`,
        },
        holds: ours <= 0.05,
        detail: 'median of 2,000 rays',
      }
    },
  },
]
