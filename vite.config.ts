import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Packages with native parts, or that look up files of their own beside themselves, stay outside the server bundle; so does what few commands need. */
const OUTSIDE_THE_BUNDLE = [
  '@cdktf/provider-kubernetes',
  '@duckdb/node-api',
  '@duckdb/node-bindings',
  '@grpc/grpc-js',
  '@grpc/proto-loader',
  '@serialport/bindings-cpp',
  'cdktf',
  'constructs',
  'serialport',
  'pino',
]

/** Programs of the server build; each worker thread is one. */
const PROGRAMS = {
  oblak: here('./twin/cli/main.ts'),
  simulator: here('./sensors/simulator/main.ts'),
  collector: here('./sensors/pipeline/main.ts'),
  storage: here('./sensors/stores/main.ts'),
  planner: here('./twin/planner/main.ts'),
  cloud: here('./infra/cloud/main.ts'),
  aside: here('./twin/server/build-out/aside/main.ts'),
  risk: here('./twin/server/build-out/risk/main.ts'),
}

/** `vite build --mode web` makes the page, `--mode server` the programs; vitest reads the same file. */
export default defineConfig(({ mode }) => {
  if (mode === 'server') {
    return {
      ssr: { noExternal: true, external: OUTSIDE_THE_BUNDLE },
      build: {
        ssr: true,
        target: 'node20',
        outDir: here('./dist/server'),
        emptyOutDir: true,
        sourcemap: true,
        rollupOptions: {
          input: PROGRAMS,
          output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunk-[hash].mjs' },
        },
      },
    }
  }
  return {
    root: mode === 'web' ? here('./twin/web') : here('.'),
    plugins: [react()],
    resolve: { dedupe: ['three', 'react', 'react-dom'] },
    build: { outDir: here('./dist/web'), emptyOutDir: true, target: 'es2023' },
    worker: { format: 'es' },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            include: ['{infra,sensors,twin}/**/*.test.{ts,tsx}'],
            exclude: ['**/*.{integration,e2e}.test.ts', '**/node_modules/**'],
            testTimeout: 20_000,
          },
        },
        {
          extends: true,
          test: {
            name: 'integration',
            include: ['{infra,sensors,twin}/**/*.integration.test.ts'],
            testTimeout: 120_000,
            hookTimeout: 60_000,
            // They start real programs and whole rooms: side by side they would measure each other.
            fileParallelism: false,
          },
        },
        {
          extends: true,
          test: {
            name: 'e2e',
            include: ['twin/e2e/**/*.e2e.test.ts'],
            globalSetup: ['twin/e2e/harness/global-setup.ts'],
            // A server's modules are read once for all files; each starts a server of its own.
            isolate: false,
            testTimeout: 120_000,
            hookTimeout: 120_000,
            fileParallelism: false,
          },
        },
      ],
      maxWorkers: 2,
    },
  }
})
