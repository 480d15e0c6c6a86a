/**
 * Colour schemes of heatmaps and of values. The numbers are ColorBrewer's and those of d3-scale-chromatic (ISC licence), sampled
 * where that calculates them.
 */
import type { Theme } from "../types";
import { cssColor } from "./named_colors";
import { ramp } from "./ramp";

const samples: Record<string, string> = {
  Blues: "f7fbff deebf7 c6dbef 9ecae1 6baed6 4292c6 2171b5 08519c 08306b",
  Greens: "f7fcf5 e5f5e0 c7e9c0 a1d99b 74c476 41ab5d 238b45 006d2c 00441b",
  Greys: "ffffff f0f0f0 d9d9d9 bdbdbd 969696 737373 525252 252525 000000",
  Oranges: "fff5eb fee6ce fdd0a2 fdae6b fd8d3c f16913 d94801 a63603 7f2704",
  Purples: "fcfbfd efedf5 dadaeb bcbddc 9e9ac8 807dba 6a51a3 54278f 3f007d",
  Reds: "fff5f0 fee0d2 fcbba1 fc9272 fb6a4a ef3b2c cb181d a50f15 67000d",
  BuGn: "f7fcfd e5f5f9 ccece6 99d8c9 66c2a4 41ae76 238b45 006d2c 00441b",
  BuPu: "f7fcfd e0ecf4 bfd3e6 9ebcda 8c96c6 8c6bb1 88419d 810f7c 4d004b",
  GnBu: "f7fcf0 e0f3db ccebc5 a8ddb5 7bccc4 4eb3d3 2b8cbe 0868ac 084081",
  OrRd: "fff7ec fee8c8 fdd49e fdbb84 fc8d59 ef6548 d7301f b30000 7f0000",
  PuBuGn: "fff7fb ece2f0 d0d1e6 a6bddb 67a9cf 3690c0 02818a 016c59 014636",
  PuBu: "fff7fb ece7f2 d0d1e6 a6bddb 74a9cf 3690c0 0570b0 045a8d 023858",
  PuRd: "f7f4f9 e7e1ef d4b9da c994c7 df65b0 e7298a ce1256 980043 67001f",
  RdPu: "fff7f3 fde0dd fcc5c0 fa9fb5 f768a1 dd3497 ae017e 7a0177 49006a",
  YlGnBu: "ffffd9 edf8b1 c7e9b4 7fcdbb 41b6c4 1d91c0 225ea8 253494 081d58",
  YlGn: "ffffe5 f7fcb9 d9f0a3 addd8e 78c679 41ab5d 238443 006837 004529",
  YlOrBr: "ffffe5 fff7bc fee391 fec44f fe9929 ec7014 cc4c02 993404 662506",
  YlOrRd: "ffffcc ffeda0 fed976 feb24c fd8d3c fc4e2a e31a1c bd0026 800026",
  Spectral: "9e0142 d53e4f f46d43 fdae61 fee08b ffffbf e6f598 abdda4 66c2a5 3288bd 5e4fa2",
  RdYlGn: "a50026 d73027 f46d43 fdae61 fee08b ffffbf d9ef8b a6d96a 66bd63 1a9850 006837",
  RdYlBu: "a50026 d73027 f46d43 fdae61 fee090 ffffbf e0f3f8 abd9e9 74add1 4575b4 313695",
  RdBu: "67001f b2182b d6604d f4a582 fddbc7 f7f7f7 d1e5f0 92c5de 4393c3 2166ac 053061",
  Turbo:
    "23171b 493eae 4569ee 3295f7 26bce1 29dcbc 3ff393 65fd6e 95fb51 c5ec3c ecd12e ffad24 ff821d f05616 cb2f0d a31302 900c00",
  Cividis:
    "002051 012b65 11366c 26426e 3c4d6e 51586e 62646f 727071 7f7c75 8c8877 9a9478 a9a177 bbaf71 cebd68 e2cb5c f3da4f fdea45",
  Viridis:
    "440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c 1fa088 28ae80 3fbc73 5ec962 84d44b addc30 d8e219 fde725",
  Magma:
    "000004 0a0822 1d1147 36106b 51127c 6a1c81 832681 9c2e7f b73779 d0416f e75263 f56b5c fc8961 fea772 fec488 fde2a3 fcfdbf",
  Inferno:
    "000004 0b0724 210c4a 3d0965 57106e 71196e 8a226a a32c61 bc3754 d24644 e45a31 f1731d f98e09 fcac11 f9cb35 f2ea69 fcffa4",
  Plasma:
    "0d0887 310597 4c02a1 6600a7 7e03a8 9511a1 aa2395 bc3587 cc4778 da5a6a e66c5c f0804e f89540 fdac33 fdc527 f8df25 f0f921",
  Warm:
    "6e40aa 873eb1 a03db3 ba3cb0 d23ea7 e8429b f9488a ff5177 ff5e63 ff6d51 ff7f41 fd9235 efa72f dfbb2f cdcf37 bde146 aff05b",
  Cool:
    "6e40aa 664cbe 5c5ace 4f6bda 417de0 3390e1 27a3dc 1eb6d1 1ac7c2 1ad7af 21e39b 2ded86 40f373 57f664 73f65a 91f457 aff05b",
  Cubehelix:
    "000000 150b1d 1b1d3b 17374d 16534c 236a3e 437731 717b32 a07949 c47a74 d483a7 d197d3 c7b3ed c1cff3 cae7f0 e2f6f0 ffffff",
};

/** In these themes, the scheme is turned round, so that small values are close to the background. */
const turned: Record<string, readonly Theme[]> = {
  Spectral: ["dark", "light"],
  RdYlGn: ["dark", "light"],
  RdYlBu: ["dark", "light"],
  RdBu: ["dark", "light"],
};
const brightSchemes = ["Turbo", "Cividis", "Viridis", "Magma", "Inferno", "Plasma", "Warm", "Cool", "Cubehelix"];

function isTurned(scheme: string, theme: Theme): boolean {
  return turned[scheme]?.includes(theme) ?? (theme === "light") === brightSchemes.includes(scheme);
}

export const usualScheme = "Oranges";

export function isColorScheme(scheme: string): boolean {
  return scheme in samples;
}

/** @returns the colour at a share from 0 (few) to 1 (many) */
export function heatmapScheme(scheme: string, theme: Theme, reverse: boolean): (share: number) => string {
  const name = isColorScheme(scheme) ? scheme : usualScheme;
  const colorAt = ramp((samples[name] ?? "").split(" "));
  return isTurned(name, theme) !== reverse ? (share) => colorAt(1 - share) : colorAt;
}

/** Grafana's colour modes "continuous-…" of values. */
const continuous: Record<string, string[]> = {
  "continuous-GrYlRd": ["green", "yellow", "red"],
  "continuous-RdYlGr": ["red", "yellow", "green"],
  "continuous-BlYlRd": ["dark-blue", "super-light-yellow", "dark-red"],
  "continuous-YlRd": ["super-light-yellow", "dark-red"],
  "continuous-BlPu": ["blue", "purple"],
  "continuous-YlBl": ["super-light-yellow", "dark-blue"],
  "continuous-blues": ["panel-bg", "dark-blue"],
  "continuous-reds": ["panel-bg", "dark-red"],
  "continuous-greens": ["panel-bg", "dark-green"],
  "continuous-purples": ["panel-bg", "dark-purple"],
};

/** null: no such mode. */
export function continuousScheme(mode: string, theme: Theme): ((share: number) => string) | null {
  const colors = continuous[mode];
  if (colors) return ramp(colors.map((color) => cssColor(color, theme)));
  const name = mode.replace(/^continuous-(.)/, (_, letter: string) => letter.toUpperCase());
  return mode.startsWith("continuous-") && samples[name] ? ramp(samples[name].split(" ")) : null;
}
