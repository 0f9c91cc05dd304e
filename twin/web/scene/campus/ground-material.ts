import { DoubleSide, GLSL3, ShaderMaterial } from 'three'
import { type CampusUniforms, LIT, STANDING } from './campus-uniforms.ts'
import { GROUND } from './ground-layout.ts'

/** The ground: plain colours by what it is; hatched where its plot is being built, nothing where it is planned. */
export function groundMaterial(uniforms: CampusUniforms): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms,
    side: DoubleSide,
    // Drawn first and in its own order: what comes later lies on what comes before.
    ...{ depthTest: false, depthWrite: false, toneMapped: false },
    vertexShader: /* glsl */ `
      in vec2 belonging;
      ${STANDING}
      out vec2 place;
      flat out int kind;
      flat out int state;
      void main() {
        state = stateOf(belonging.x).b;
        kind = int(belonging.y + 0.5);
        place = position.xy;
        gl_Position = state == 0 ? vec4(2.0, 2.0, 2.0, 1.0) : projectionMatrix * modelViewMatrix * vec4(position, 1.0);
      }
    `,
    fragmentShader: /* glsl */ `
      uniform vec3 ground;
      uniform vec3 green;
      uniform vec3 paved;
      uniform vec3 path;
      uniform vec3 road;
      uniform vec3 parking;
      uniform vec3 water;
      uniform vec3 quietInk;
      ${LIT}
      in vec2 place;
      flat in int kind;
      flat in int state;
      out vec4 colour;

      // A line every few metres, gone where it would be finer than a pixel.
      float line(float at, float every, float width) {
        float pixel = fwidth(at);
        float away = abs(mod(at + every * 0.5, every) - every * 0.5);
        return (1.0 - smoothstep(width * 0.5, width * 0.5 + pixel, away)) * (1.0 - smoothstep(every * 0.12, every * 0.3, pixel));
      }

      void main() {
        vec3 base = ground;
        if (kind == ${GROUND.green}) base = green;
        else if (kind == ${GROUND.paved}) base = mix(paved, quietInk, 0.22 * max(line(place.x, 3.0, 0.06), line(place.y, 3.0, 0.06)));
        else if (kind == ${GROUND.path}) base = path;
        else if (kind == ${GROUND.road}) base = road;
        else if (kind == ${GROUND.parking}) base = mix(parking, quietInk, 0.5 * line(place.x, 2.5, 0.12) * step(0.42, abs(fract(place.y / 16.0) - 0.5) * 2.0));
        else if (kind == ${GROUND.water}) base = mix(water, quietInk, 0.25 * line(place.y, 2.2, 0.1));
        if (state == 1) {
          base = mix(ground, base, kind == ${GROUND.plain} ? 1.0 : 0.35);
          if (mod(gl_FragCoord.x - gl_FragCoord.y, 12.0) < 1.2) base = mix(base, quietInk, 0.45);
        }
        colour = vec4(lit(base, vec3(0.0, 0.0, 1.0)), 1.0);
      }
    `,
  })
}
