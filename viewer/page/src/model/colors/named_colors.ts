/** Grafana's names of colours, and what they are in each theme. */
import type { Theme } from "../types";

const hues = ["red", "orange", "yellow", "green", "blue", "purple"] as const;
const shades = ["super-light-", "light-", "", "semi-dark-", "dark-"] as const;

/** A row a hue, a column a shade. */
const shadesOf: Record<Theme, string[]> = {
  dark: [
    "FFA6B0 FF7383 F2495C E02F44 C4162A",
    "FFCB7D FFB357 FF9830 FF780A FA6400",
    "FFF899 FFEE52 FADE2A F2CC0C E0B400",
    "C8F2C2 96D98D 73BF69 56A64B 37872D",
    "C0D8FF 8AB8FF 5794F2 3274D9 1F60C4",
    "DEB6F2 CA95E5 B877D9 A352CC 8F3BB8",
  ],
  light: [
    "FF7383 F2495C E02F44 C4162A AD0317",
    "FFB357 FF9830 FF780A FA6400 E55400",
    "FFEE52 FADE2A F2CC0C E0B400 CC9D00",
    "96D98D 73BF69 56A64B 37872D 19730E",
    "8AB8FF 5794F2 3274D9 1F60C4 1250B0",
    "CA95E5 B877D9 A352CC 8F3BB8 7C2EA3",
  ],
};

const backgrounds: Record<Theme, Record<string, string>> = {
  dark: { transparent: "rgba(0,0,0,0)", "panel-bg": "#181b1f", text: "#ccccdc" },
  light: { transparent: "rgba(255,255,255,0)", "panel-bg": "#ffffff", text: "#24292e" },
};

function namesOf(theme: Theme): Map<string, string> {
  const names = new Map(Object.entries(backgrounds[theme]));
  hues.forEach((hue, row) => {
    const colors = (shadesOf[theme][row] ?? "").split(" ");
    shades.forEach((shade, column) => names.set(`${shade}${hue}`, `#${colors[column] ?? ""}`));
  });
  return names;
}

const known: Record<Theme, Map<string, string>> = { dark: namesOf("dark"), light: namesOf("light") };

/** What stands for a missing colour. */
const fallback = "gray";

/** The CSS colour of one of Grafana's names; anything else is CSS already. */
export function cssColor(name: string, theme: Theme): string {
  return known[theme].get(name) ?? (name || fallback);
}

/** The colours of series, in turn. */
export const classicPalette = (
  "green yellow blue orange red purple dark-green dark-yellow dark-blue dark-orange dark-red dark-purple " +
  "super-light-green super-light-yellow super-light-blue super-light-orange super-light-red super-light-purple " +
  "#447EBC #C15C17 #890F02 #0A437C #6D1F62 #584477 #B7DBAB #F4D598 #70DBED #F9BA8F #F29191 #82B5D8 #E5A8E2 #AEA2E0 " +
  "#629E51 #E5AC0E #64B0C8 #E0752D #BF1B00 #0A50A1 #962D82 #614D93 #9AC48A #F2C96D #65C5DB #F9934E #EA6460 #5195CE " +
  "#D683CE #806EB7 #3F6833 #967302 #2F575E #99440A #58140C #052B51 #511749 #3F2B5B #E0F9D7 #FCEACA #CFFAFF #F9E2D2 " +
  "#FCE2DE #BADFF4 #F9D9F9 #DEDAF7"
).split(" ");
