/** Nothing that runs in the page: dashboards come from other people. */
export function isSafeLink(url: string): boolean {
  try {
    return ["http:", "https:", "mailto:"].includes(new URL(url, location.href).protocol);
  } catch {
    return false;
  }
}
